package dev.hermetic.rpm.lock.solve.pool;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which architectures a machine runs, the best first. Each is a class of its own: a package is
 * never upgraded to one of another class.
 */
public final class ArchPolicy {
  /** The score of packages for any architecture. */
  public static final int NOARCH = 1;

  private static final Map<String, List<String>> COMPATIBLE =
      Map.of(
          "x86_64", List.of("x86_64", "i686", "i586", "i486", "i386"),
          "i686", List.of("i686", "i586", "i486", "i386"),
          "i586", List.of("i586", "i486", "i386"),
          "i386", List.of("i386"),
          "s390x", List.of("s390x", "s390"),
          "ppc64", List.of("ppc64", "ppc"),
          "armv7hl", List.of("armv7hl", "armv6hl"),
          "armv8hl", List.of("armv8hl", "armv7hl", "armv6hl"));

  private final Map<String, Integer> scores = new LinkedHashMap<>();
  private final String arch;

  private ArchPolicy(String arch, List<String> best) {
    this.arch = arch;
    scores.put("noarch", NOARCH);
    int score = 0x10001;
    for (String known : best) {
      scores.put(known, score);
      score += 0x10000;
    }
  }

  /** The policy of a machine; an architecture that is not known runs nothing but its own. */
  public static ArchPolicy of(String arch) {
    if (arch.startsWith("x86_64_v")) {
      return micro(arch);
    }
    return new ArchPolicy(arch, COMPATIBLE.getOrDefault(arch, List.of(arch)));
  }

  private static ArchPolicy micro(String arch) {
    List<String> all = new java.util.ArrayList<>();
    for (int level = 4; level >= 2; level--) {
      String name = "x86_64_v" + level;
      if (!all.isEmpty() || name.equals(arch)) {
        all.add(name);
      }
    }
    all.addAll(COMPATIBLE.getOrDefault("x86_64", List.of()));
    return new ArchPolicy(arch, all);
  }

  /** The machine's own architecture. */
  public String arch() {
    return arch;
  }

  /**
   * 0 for what the machine does not run, {@link #NOARCH}, or a number that is lower for the better.
   */
  public int score(String packageArch) {
    return scores.getOrDefault(packageArch, 0);
  }

  /** Whether two scores are of one class. */
  public static boolean sameClass(int left, int right) {
    return ((left ^ right) & 0xffff0000) == 0;
  }

  /** Bits for the word sizes whose packages may not stand side by side: 1 for 32, 2 for 64. */
  static int colours(String packageArch) {
    if (packageArch.equals("noarch") || packageArch.equals("all") || packageArch.equals("any")) {
      return 3;
    }
    return packageArch.equals("s390x") || packageArch.contains("64") ? 2 : 1;
  }
}
