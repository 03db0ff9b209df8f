package dev.hermetic.rpm.lockfile;

import java.util.Map;

/** The variables of dnf that depend on nothing but the architecture. */
public final class RepoVariables {
  // dnf's table of base architectures; what is not in it is its own base.
  private static final Map<String, String> BASE =
      Map.ofEntries(
          Map.entry("i386", "i386"),
          Map.entry("i486", "i386"),
          Map.entry("i586", "i386"),
          Map.entry("i686", "i386"),
          Map.entry("athlon", "i386"),
          Map.entry("x86_64_v2", "x86_64"),
          Map.entry("x86_64_v3", "x86_64"),
          Map.entry("x86_64_v4", "x86_64"),
          Map.entry("armv6hl", "armv6hl"),
          Map.entry("armv7hl", "armhfp"),
          Map.entry("armv7hnl", "armhfp"),
          Map.entry("ppc64p7", "ppc64"));

  private RepoVariables() {}

  /** The base architecture of an architecture: dnf's {@code $basearch}. */
  public static String baseArch(String arch) {
    return BASE.getOrDefault(arch, arch);
  }

  /** {@code $basearch} and {@code $arch}, with or without braces, replaced; others stay. */
  public static String expand(String text, String arch) {
    String base = baseArch(arch);
    return text.replace("${basearch}", base)
        .replace("$basearch", base)
        .replace("${arch}", arch)
        .replace("$arch", arch);
  }
}
