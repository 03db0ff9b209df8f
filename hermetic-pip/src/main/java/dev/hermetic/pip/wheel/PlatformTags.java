package dev.hermetic.pip.wheel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The platform tags that a platform takes, best first, in the order of Python's packaging library:
 * bare {@code linux_<arch>}, manylinux (PEP 600 with the aliases of PEP 513, 571 and 599),
 * musllinux (PEP 656), macOS and Windows.
 */
final class PlatformTags {
  private static final Map<Integer, String> ALIASES =
      Map.of(17, "manylinux2014", 12, "manylinux2010", 5, "manylinux1");

  /** Fat binaries that hold code for x86_64. */
  private static final List<String> INTEL =
      List.of("x86_64", "intel", "fat64", "fat3", "universal2", "universal");

  private PlatformTags() {}

  static List<String> of(Platform platform) {
    return switch (platform.family()) {
      case GLIBC -> manylinux(platform.arch(), platform.minor());
      case MUSL -> musllinux(platform);
      case MACOS -> macos(platform);
      case WINDOWS -> List.of(platform.arch().equals("x86") ? "win32" : "win_" + platform.arch());
    };
  }

  /** All of glibc 2 up to a minor version; down to 2.17, on x86 down to 2.5. */
  private static List<String> manylinux(String arch, int newest) {
    List<String> tags = new ArrayList<>(List.of("linux_" + arch));
    int oldest = arch.equals("x86_64") || arch.equals("i686") ? 5 : 17;
    for (int minor = newest; minor >= oldest; minor--) {
      tags.add("manylinux_2_" + minor + "_" + arch);
      if (ALIASES.containsKey(minor)) {
        tags.add(ALIASES.get(minor) + "_" + arch);
      }
    }
    return tags;
  }

  private static List<String> musllinux(Platform platform) {
    List<String> tags = new ArrayList<>(List.of("linux_" + platform.arch()));
    for (int minor = platform.minor(); minor >= 0; minor--) {
      tags.add("musllinux_" + platform.major() + "_" + minor + "_" + platform.arch());
    }
    return tags;
  }

  /** Since macOS 11 the first number counts, before it the second one of 10. */
  private static List<String> macos(Platform platform) {
    boolean intel = platform.arch().equals("x86_64");
    List<String> formats = intel ? INTEL : List.of(platform.arch(), "universal2");
    List<String> tags = new ArrayList<>();
    for (int major = platform.major(); major >= 11; major--) {
      add(tags, major + "_0_", formats);
    }
    // A binary for both processors may name the macOS that its Intel half needs.
    List<String> older = intel ? INTEL : List.of("universal2");
    for (int minor = platform.major() >= 11 ? 16 : platform.minor(); minor >= 4; minor--) {
      add(tags, "10_" + minor + "_", older);
    }
    return tags;
  }

  private static void add(List<String> tags, String version, List<String> formats) {
    formats.forEach(format -> tags.add("macosx_" + version + format));
  }
}
