package dev.hermetic.core;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which lockfile to compute, and how. Immutable. */
public final class LockRequest {
  private final Path source;
  private final PackageInput input;
  private final SortedSet<String> updates;
  private final boolean checkOnly;
  private final Policy policy;
  private final NetworkMode networkMode;

  private LockRequest(Builder b) {
    this.source = b.source;
    this.input = b.input;
    this.updates = Collections.unmodifiableSortedSet(new TreeSet<>(b.updates));
    this.checkOnly = b.checkOnly;
    this.policy = b.policy;
    this.networkMode = b.networkMode;
  }

  /** Starts a request for the lockfile of an input of a source tree. */
  public static Builder builder(Path source, PackageInput input) {
    return new Builder(source, input);
  }

  /** The source tree. */
  public Path source() {
    return source;
  }

  /** What to lock. */
  public PackageInput input() {
    return input;
  }

  /** Names whose locked content may change. */
  public SortedSet<String> updates() {
    return updates;
  }

  /** Whether nothing is written. */
  public boolean checkOnly() {
    return checkOnly;
  }

  /** What is accepted. */
  public Policy policy() {
    return policy;
  }

  /** How the network is used. */
  public NetworkMode networkMode() {
    return networkMode;
  }

  /** Collects a request; not thread-safe. */
  public static final class Builder {
    private final Path source;
    private final PackageInput input;
    private final SortedSet<String> updates = new TreeSet<>();
    private boolean checkOnly;
    private Policy policy = Policy.strict();
    private NetworkMode networkMode = NetworkMode.ONLINE;

    private Builder(Path source, PackageInput input) {
      this.source = source;
      this.input = input;
    }

    /** Lets the locked content of these names change. */
    public Builder updates(Collection<String> names) {
      updates.addAll(names);
      return this;
    }

    /** Only says what would change. */
    public Builder checkOnly(boolean only) {
      checkOnly = only;
      return this;
    }

    /** Sets what is accepted; strict by default. */
    public Builder policy(Policy accepted) {
      policy = accepted;
      return this;
    }

    /** Sets how the network is used; {@link NetworkMode#ONLINE} by default. */
    public Builder networkMode(NetworkMode mode) {
      networkMode = mode;
      return this;
    }

    /** The request. */
    public LockRequest build() {
      return new LockRequest(this);
    }
  }
}
