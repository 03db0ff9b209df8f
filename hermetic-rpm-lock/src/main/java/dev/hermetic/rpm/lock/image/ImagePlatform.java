package dev.hermetic.rpm.lock.image;

import java.util.List;
import java.util.Map;

/**
 * The platform that images state for an architecture of rpm.
 *
 * @param architecture as Go names it
 * @param variants which variants of it will do, the best first; the empty text where none is stated
 */
record ImagePlatform(String architecture, List<String> variants) {
  private static final Map<String, ImagePlatform> KNOWN =
      Map.of(
          "x86_64", new ImagePlatform("amd64", List.of("", "v1")),
          "x86_64_v2", new ImagePlatform("amd64", List.of("v2", "", "v1")),
          "x86_64_v3", new ImagePlatform("amd64", List.of("v3", "v2", "", "v1")),
          "x86_64_v4", new ImagePlatform("amd64", List.of("v4", "v3", "v2", "", "v1")),
          "aarch64", new ImagePlatform("arm64", List.of("", "v8")),
          "armv7hl", new ImagePlatform("arm", List.of("v7", "", "v6")),
          "i386", new ImagePlatform("386", List.of("")),
          "i686", new ImagePlatform("386", List.of("")));

  /** The platform of an architecture; most have the same name in both worlds. */
  static ImagePlatform of(String arch) {
    return KNOWN.getOrDefault(arch, new ImagePlatform(arch, List.of("")));
  }

  /** {@code linux/arm64}. */
  @Override
  public String toString() {
    return "linux/" + architecture;
  }
}
