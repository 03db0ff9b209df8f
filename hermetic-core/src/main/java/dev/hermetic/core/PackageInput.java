package dev.hermetic.core;

/**
 * One thing to prefetch: "the npm package at {@code ui}".
 *
 * @param ecosystem the id of the ecosystem, {@code npm}
 * @param path the package directory inside the source tree
 * @param options the settings of this input
 */
public record PackageInput(String ecosystem, RelPath path, Options options) {
  /** An input without settings. */
  public static PackageInput of(String ecosystem, String path) {
    return new PackageInput(ecosystem, RelPath.of(path), Options.none());
  }

  /** {@code npm:ui}. */
  @Override
  public String toString() {
    return ecosystem + ":" + path;
  }
}
