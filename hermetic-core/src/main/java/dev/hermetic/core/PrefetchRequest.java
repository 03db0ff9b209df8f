package dev.hermetic.core;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What to do: which inputs of which source tree, into which output directory, under which policy.
 */
public final class PrefetchRequest {
  private final Path source;
  private final Path output;
  private final List<PackageInput> inputs;
  private final Policy policy;
  private final NetworkMode networkMode;
  private final LinkMode linkMode;
  private final boolean hermetoPaths;

  private PrefetchRequest(Builder b) {
    this.source = b.source;
    this.output = b.output;
    this.inputs = List.copyOf(b.inputs);
    this.policy = b.policy;
    this.networkMode = b.networkMode;
    this.linkMode = b.linkMode;
    this.hermetoPaths = b.hermetoPaths;
  }

  /** Starts a request. */
  public static Builder builder(Path source, Path output) {
    return new Builder(source, output);
  }

  /** The source tree. */
  public Path source() {
    return source;
  }

  /** The output directory. */
  public Path output() {
    return output;
  }

  /** The inputs, in the order given; equal ones count once. */
  public List<PackageInput> inputs() {
    return inputs;
  }

  /** What is accepted. */
  public Policy policy() {
    return policy;
  }

  /** How the network is used. */
  public NetworkMode networkMode() {
    return networkMode;
  }

  /** How artifacts get into the output. */
  public LinkMode linkMode() {
    return linkMode;
  }

  /** Whether the build configuration names project files by absolute paths, as Hermeto does. */
  public boolean hermetoPaths() {
    return hermetoPaths;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PrefetchRequest that
        && source.equals(that.source)
        && output.equals(that.output)
        && inputs.equals(that.inputs)
        && policy.equals(that.policy)
        && networkMode == that.networkMode
        && linkMode == that.linkMode
        && hermetoPaths == that.hermetoPaths;
  }

  @Override
  public int hashCode() {
    return Objects.hash(source, output, inputs, policy, networkMode, linkMode, hermetoPaths);
  }

  /** Collects a request; not thread-safe. */
  public static final class Builder {
    private final Path source;
    private final Path output;
    private final List<PackageInput> inputs = new ArrayList<>();
    private Policy policy = Policy.strict();
    private NetworkMode networkMode = NetworkMode.ONLINE;
    private LinkMode linkMode = LinkMode.AUTO;
    private boolean hermetoPaths;

    private Builder(Path source, Path output) {
      this.source = source;
      this.output = output;
    }

    /** Adds an input without settings. */
    public Builder input(String ecosystem, String path) {
      return input(PackageInput.of(ecosystem, path));
    }

    /**
     * Adds an input; an equal one is ignored.
     *
     * @throws InputException with code {@code input.conflict} when the same ecosystem and path came
     *     with other settings
     */
    public Builder input(PackageInput input) {
      for (PackageInput earlier : inputs) {
        if (earlier.equals(input)) {
          return this;
        }
        if (earlier.ecosystem().equals(input.ecosystem()) && earlier.path().equals(input.path())) {
          throw InputException.of(
              "input.conflict",
              input + " is given twice with different settings",
              "keep one of them");
        }
      }
      inputs.add(input);
      return this;
    }

    /** Sets the policy. */
    public Builder policy(Policy policy) {
      this.policy = policy;
      return this;
    }

    /** Sets how the network is used. */
    public Builder networkMode(NetworkMode mode) {
      this.networkMode = mode;
      return this;
    }

    /** Sets how artifacts get into the output. */
    public Builder linkMode(LinkMode mode) {
      this.linkMode = mode;
      return this;
    }

    /**
     * Names project files in the build configuration by absolute paths, so that Hermeto itself can
     * inject them. The output then depends on where the source tree lies; off unless set.
     */
    public Builder hermetoPaths(boolean on) {
      this.hermetoPaths = on;
      return this;
    }

    /** The request. */
    public PrefetchRequest build() {
      return new PrefetchRequest(this);
    }
  }
}
