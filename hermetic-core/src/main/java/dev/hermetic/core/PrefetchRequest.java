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
  private final boolean hermetoCompatible;

  private PrefetchRequest(Builder b) {
    this.source = b.source;
    this.output = b.output;
    this.inputs = List.copyOf(b.inputs);
    this.policy = b.policy;
    this.networkMode = b.networkMode;
    this.linkMode = b.linkMode;
    this.hermetoCompatible = b.hermetoCompatible;
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

  /** Whether inputs are read and the output is written as Hermeto does. */
  public boolean hermetoCompatible() {
    return hermetoCompatible;
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
        && hermetoCompatible == that.hermetoCompatible;
  }

  @Override
  public int hashCode() {
    return Objects.hash(source, output, inputs, policy, networkMode, linkMode, hermetoCompatible);
  }

  /** Collects a request; not thread-safe. */
  public static final class Builder {
    private final Path source;
    private final Path output;
    private final List<PackageInput> inputs = new ArrayList<>();
    private Policy policy = Policy.strict();
    private NetworkMode networkMode = NetworkMode.ONLINE;
    private LinkMode linkMode = LinkMode.AUTO;
    private boolean hermetoCompatible;

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

    /**
     * Adds what lies in the root of the source tree and can be prefetched, the first lockfile of
     * each ecosystem.
     *
     * @throws InputException with code {@code input.nothing-found} when there is nothing
     */
    public Builder detected(Prefetch prefetch) {
      List<Detected> found = prefetch.detect(source);
      List<PackageInput> locked =
          found.stream()
              .filter(file -> file.kind() == Detected.Kind.LOCKFILE)
              .map(Detected::input)
              .toList();
      if (locked.isEmpty()) {
        throw InputException.of(
            "input.nothing-found",
            source + " holds no lockfile that is known here",
            "name a directory with one of: "
                + String.join(
                    ", ",
                    prefetch.ecosystems().stream().flatMap(e -> e.files().stream()).toList()));
      }
      locked.forEach(this::input);
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
     * Reads inputs with Hermeto's defaults, and names project files in the build configuration by
     * absolute paths, so that Hermeto itself can inject them. The output then depends on where the
     * source tree lies; off unless set.
     */
    public Builder hermetoCompatible(boolean on) {
      this.hermetoCompatible = on;
      return this;
    }

    /** The request. */
    public PrefetchRequest build() {
      return new PrefetchRequest(this);
    }
  }
}
