package dev.hermetic.core;

import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a run accepts; the defaults are strict. Relaxing a rule never skips a check that can be
 * made.
 */
public final class Policy {
  private static final Policy STRICT = new Policy(new Builder());

  private final boolean allowUnpinned;
  private final boolean allowWeakDigests;
  private final boolean allowPlainHttp;
  private final boolean allowFiles;
  private final boolean allowPrivateRedirects;
  private final long maxArtifactBytes;
  private final Set<String> allowedHosts;
  private final Set<String> blockedHosts;

  private Policy(Builder builder) {
    this.allowUnpinned = builder.allowUnpinned;
    this.allowWeakDigests = builder.allowWeakDigests;
    this.allowPlainHttp = builder.allowPlainHttp;
    this.allowFiles = builder.allowFiles;
    this.allowPrivateRedirects = builder.allowPrivateRedirects;
    this.maxArtifactBytes = builder.maxArtifactBytes;
    this.allowedHosts = Set.copyOf(builder.allowedHosts);
    this.blockedHosts = Set.copyOf(builder.blockedHosts);
  }

  /**
   * The strict defaults: strong digests required, https or http as the lock says, no {@code file:}
   * locators, 16 GiB a file.
   */
  public static Policy strict() {
    return STRICT;
  }

  /** Starts from the strict defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Whether artifacts without any digest are accepted; the report marks them. */
  public boolean allowUnpinned() {
    return allowUnpinned;
  }

  /**
   * Whether a pin of only MD5 or SHA-1 is accepted; it is checked all the same and the report marks
   * it.
   */
  public boolean allowWeakDigests() {
    return allowWeakDigests;
  }

  /**
   * Whether {@code http:} locators are accepted; digests protect the bytes, nothing hides what is
   * fetched.
   */
  public boolean allowPlainHttp() {
    return allowPlainHttp;
  }

  /** Whether {@code file:} locators are accepted. */
  public boolean allowFiles() {
    return allowFiles;
  }

  /** Whether a redirect may lead from another host to a loopback, link-local or private address. */
  public boolean allowPrivateRedirects() {
    return allowPrivateRedirects;
  }

  /** The most bytes one artifact may have. */
  public long maxArtifactBytes() {
    return maxArtifactBytes;
  }

  /** Hosts that may be contacted, lower case, {@code .suffix} for all below; empty means all. */
  public Set<String> allowedHosts() {
    return allowedHosts;
  }

  /** Hosts that are never contacted, in the same form. */
  public Set<String> blockedHosts() {
    return blockedHosts;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Policy that
        && allowUnpinned == that.allowUnpinned
        && allowWeakDigests == that.allowWeakDigests
        && allowPlainHttp == that.allowPlainHttp
        && allowFiles == that.allowFiles
        && allowPrivateRedirects == that.allowPrivateRedirects
        && maxArtifactBytes == that.maxArtifactBytes
        && allowedHosts.equals(that.allowedHosts)
        && blockedHosts.equals(that.blockedHosts);
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        allowUnpinned,
        allowWeakDigests,
        allowPlainHttp,
        allowFiles,
        allowPrivateRedirects,
        maxArtifactBytes,
        allowedHosts,
        blockedHosts);
  }

  /** Collects a policy; not thread-safe. */
  public static final class Builder {
    private boolean allowUnpinned;
    private boolean allowWeakDigests;
    private boolean allowPlainHttp = true;
    private boolean allowFiles;
    private boolean allowPrivateRedirects;
    private long maxArtifactBytes = 16L << 30;
    private final Set<String> allowedHosts = new TreeSet<>();
    private final Set<String> blockedHosts = new TreeSet<>();

    private Builder() {}

    /** Accepts artifacts without any digest. */
    public Builder allowUnpinned(boolean allow) {
      allowUnpinned = allow;
      return this;
    }

    /** Accepts artifacts pinned by MD5 or SHA-1 only. */
    public Builder allowWeakDigests(boolean allow) {
      allowWeakDigests = allow;
      return this;
    }

    /** Accepts or refuses {@code http:} locators. */
    public Builder allowPlainHttp(boolean allow) {
      allowPlainHttp = allow;
      return this;
    }

    /** Accepts {@code file:} locators. */
    public Builder allowFiles(boolean allow) {
      allowFiles = allow;
      return this;
    }

    /** Accepts redirects to private addresses. */
    public Builder allowPrivateRedirects(boolean allow) {
      allowPrivateRedirects = allow;
      return this;
    }

    /** Sets the most bytes one artifact may have. */
    public Builder maxArtifactBytes(long bytes) {
      maxArtifactBytes = bytes;
      return this;
    }

    /**
     * Allows a host, or with a leading dot all hosts below it; once one is named, all others are
     * forbidden.
     */
    public Builder allowHost(String host) {
      allowedHosts.add(host.toLowerCase(java.util.Locale.ROOT));
      return this;
    }

    /** Forbids a host, or with a leading dot all hosts below it. */
    public Builder blockHost(String host) {
      blockedHosts.add(host.toLowerCase(java.util.Locale.ROOT));
      return this;
    }

    /** The policy. */
    public Policy build() {
      return new Policy(this);
    }
  }
}
