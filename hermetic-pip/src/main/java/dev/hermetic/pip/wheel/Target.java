package dev.hermetic.pip.wheel;

import dev.hermetic.core.InputException;
import dev.hermetic.pip.requirement.MarkerEnvironment;
import dev.hermetic.pip.version.Version;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An environment that packages are installed into: an interpreter on a platform. Always given,
 * never taken from the machine that runs this. Named like {@code cp312-linux-x86_64-glibc2.28},
 * {@code cp3.12.4-linux-aarch64-musl1.2}, {@code cp312-macos-arm64-14.0}, {@code
 * cp313t-windows-amd64} or {@code pp310-linux-x86_64-glibc2.17}; without a patch version the first
 * one is meant, without a library glibc 2.28 or macOS 13.0. Immutable.
 */
public final class Target {
  private final Interpreter interpreter;
  private final Platform platform;
  private final List<Tag> tags;
  private final Map<Tag, Integer> ranks;

  Target(Interpreter interpreter, Platform platform) {
    this.interpreter = interpreter;
    this.platform = platform;
    this.tags = List.copyOf(interpreter.tags(PlatformTags.of(platform)));
    Map<Tag, Integer> positions = new HashMap<>();
    for (int i = 0; i < tags.size(); i++) {
      positions.putIfAbsent(tags.get(i), i);
    }
    this.ranks = Map.copyOf(positions);
  }

  /**
   * Reads the name of a target.
   *
   * @throws InputException {@code pip.target} when it is none
   */
  public static Target parse(String name) {
    return TargetParser.parse(name);
  }

  /** The interpreter. */
  public Interpreter interpreter() {
    return interpreter;
  }

  /** The platform. */
  public Platform platform() {
    return platform;
  }

  /** The full version of Python, which {@code Requires-Python} is compared with. */
  public Version pythonVersion() {
    return interpreter.version();
  }

  /**
   * The tags that it takes, best first: those of {@code packaging.tags} and in its order, for an
   * interpreter of the usual build. uv has the same order but for bare {@code linux_<arch>}, which
   * it puts behind manylinux and musllinux, as packaging did before its version 26.3.
   */
  public List<Tag> tags() {
    return tags;
  }

  /** How good a tag is, 0 the best; empty when it is not taken. */
  public OptionalInt rank(Tag tag) {
    Integer rank = ranks.get(tag);
    return rank == null ? OptionalInt.empty() : OptionalInt.of(rank);
  }

  /** How good a wheel is by the best of its tags, 0 the best; empty when it cannot be installed. */
  public OptionalInt rank(WheelName wheel) {
    return wheel.tags().stream()
        .map(this::rank)
        .filter(OptionalInt::isPresent)
        .mapToInt(OptionalInt::getAsInt)
        .min();
  }

  /**
   * Orders wheels of one version, the best first, as pip does: by rank, then the greater build tag.
   * Wheels that cannot be installed come last; the file name decides between equals.
   */
  public Comparator<WheelName> preference() {
    Comparator<Optional<BuildTag>> builds =
        Comparator.comparing(
            build -> build.orElse(null), Comparator.nullsFirst(Comparator.naturalOrder()));
    return Comparator.<WheelName>comparingInt(wheel -> rank(wheel).orElse(Integer.MAX_VALUE))
        .thenComparing(WheelName::build, builds.reversed())
        .thenComparing(WheelName::fileName);
  }

  /**
   * The values that markers compare with. Release and version of the operating system are empty, as
   * for uv's {@code --python-platform}.
   */
  public MarkerEnvironment markerEnvironment() {
    Version version = interpreter.version();
    boolean cpython = interpreter.kind() == Interpreter.Kind.CPYTHON;
    Map<String, String> values = new TreeMap<>();
    values.put("implementation_name", interpreter.kind().markerName());
    values.put("implementation_version", cpython ? interpreter.fullVersion() : "7.3.0");
    values.put("os_name", platform.osName());
    values.put("platform_machine", platform.machine());
    values.put("platform_python_implementation", interpreter.kind().properName());
    values.put("platform_release", "");
    values.put("platform_system", platform.systemName());
    values.put("platform_version", "");
    values.put("python_full_version", interpreter.fullVersion());
    values.put("python_version", version.major() + "." + version.minor());
    values.put("sys_platform", platform.sysPlatform());
    return MarkerEnvironment.of(values);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Target target && toString().equals(target.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  /** The name, in one form for equal targets. */
  @Override
  public String toString() {
    return interpreter + "-" + platform;
  }
}
