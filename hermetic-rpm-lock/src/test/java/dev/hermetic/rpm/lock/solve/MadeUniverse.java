package dev.hermetic.rpm.lock.solve;

import dev.hermetic.rpm.file.DependencyKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Repositories, an installed base and requests, all from a seed. */
final class MadeUniverse implements MadeWorld {
  /** What a universe is made of. */
  enum Flavour {
    PLAIN,
    WEAK,
    RICH,
    INSTALLED,
    INSTALLED_WEAK,
    /** Packages of two word sizes, an installed base, {@code multilib_policy=all}. */
    MULTILIB,
    /** Kernels, which stand beside each other, up to a limit. */
    INSTALL_ONLY,
    /** Other machines. */
    ARCHES,
    /** Many repositories of different priorities and costs with the same packages. */
    REPOSITORIES,
    /** Requests that are about what is installed. */
    BASE
  }

  /**
   * A request.
   *
   * @param install what to install
   * @param upgrade what to upgrade
   * @param reinstall what to reinstall
   * @param weak whether recommended packages come too
   * @param best whether only the best will do
   * @param erasing whether installed packages may go
   * @param allArches whether packages of all architectures are installed
   */
  record Asked(
      List<String> install,
      List<String> upgrade,
      List<String> reinstall,
      boolean weak,
      boolean best,
      boolean erasing,
      boolean allArches) {
    /** The same for JSON, which sees no private classes. */
    Map<String, Object> asMap() {
      return Map.of(
          "install", install,
          "upgrade", upgrade,
          "reinstall", reinstall,
          "weak", weak,
          "best", best,
          "erasing", erasing,
          "multilib", allArches ? "all" : "best");
    }
  }

  private static final String[] SIGNS = {"<", "<=", "=", ">=", ">"};
  private static final String[] ARCHES = {"x86_64", "noarch", "x86_64", "i686", "aarch64"};
  private static final String[] MACHINES = {"aarch64", "ppc64le", "s390x", "i686", "armv7hl"};
  private static final String[] VERSIONS = {"1-1", "1-2", "2-1", "2.1~rc1-1", "3-1", "1:1-1"};

  private static final String[] KERNELS = {"kernel", "kernel-core", "kmod"};

  final List<MadeRepository> repositories = new ArrayList<>();
  final MadeRepository installed = new MadeRepository("@System", 0, 0);
  final List<Asked> requests = new ArrayList<>();
  private final Random random;
  private final Flavour flavour;
  final String arch;
  private final int names;

  MadeUniverse(long seed, Flavour flavour) {
    this.random = new Random(seed);
    this.flavour = flavour;
    this.arch = flavour == Flavour.ARCHES ? MACHINES[(int) (seed % MACHINES.length)] : "x86_64";
    this.names = 6 + random.nextInt(25);
    int count = flavour == Flavour.REPOSITORIES ? 4 + random.nextInt(4) : 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      int priority = random.nextInt(4) == 0 ? 50 : 99;
      int cost = random.nextInt(4) == 0 ? 500 : 1000;
      repositories.add(new MadeRepository("repo" + i, priority, cost));
    }
    for (int n = 0; n < names; n++) {
      packages("n" + n);
    }
    if (flavour == Flavour.INSTALL_ONLY) {
      kernels();
    }
    if (isWithInstalled()) {
      base();
    }
    for (int i = 0; i < 12; i++) {
      requests.add(request());
    }
  }

  /** In the order in which dnf adds them. */
  List<MadeRepository> ordered() {
    return repositories.stream().sorted(MadeRepository.ORDER).toList();
  }

  @Override
  public List<Asked> requests() {
    return requests;
  }

  @Override
  public Map<String, Object> write(Path directory) throws IOException {
    List<Map<String, Object>> written = new ArrayList<>();
    for (MadeRepository repository : repositories) {
      repository.write(directory.resolve(repository.id));
      written.add(
          Map.of(
              "id", repository.id,
              "path", directory.resolve(repository.id).toString(),
              "priority", repository.priority,
              "cost", repository.cost));
    }
    return Map.of(
        "arch",
        arch,
        "installed",
        installed.writeTags(directory),
        "repos",
        written,
        "requests",
        requests.stream().map(Asked::asMap).toList());
  }

  private boolean isWithInstalled() {
    return switch (flavour) {
      case INSTALLED, INSTALLED_WEAK, INSTALL_ONLY, BASE -> true;
      case MULTILIB, REPOSITORIES -> names % 2 == 0;
      default -> false;
    };
  }

  private boolean isWeak() {
    return flavour != Flavour.PLAIN && flavour != Flavour.INSTALLED;
  }

  private String[] arches() {
    return switch (flavour) {
      case MULTILIB -> new String[] {"x86_64", "i686", "x86_64", "noarch", "i586"};
      case ARCHES -> new String[] {arch, arch, "noarch", arch.equals("s390x") ? "s390" : "i686"};
      default -> ARCHES;
    };
  }

  private void kernels() {
    for (String evr : new String[] {"1-1", "1-2", "2-1", "3-1", "3-2", "4-1"}) {
      for (String name : KERNELS) {
        MadePackage made = made(name, evr, "x86_64");
        if (name.equals("kmod")) {
          made.with(DependencyKind.PROVIDES, "installonlypkg(kernel-module)");
        } else if (!name.equals("kernel")) {
          made.with(DependencyKind.PROVIDES, "installonlypkg(kernel)");
        }
        if (name.equals("kernel")) {
          made.with(DependencyKind.REQUIRES, "kernel-core = " + evr);
        }
        (oneIn(2) && evr.compareTo("3-2") < 0 ? installed : anyRepository()).packages.add(made);
      }
    }
  }

  private void packages(String name) {
    int versions = 1 + random.nextInt(3);
    for (int v = 0; v < versions; v++) {
      String evr = VERSIONS[random.nextInt(VERSIONS.length)];
      MadePackage first = made(name, evr, arches()[random.nextInt(arches().length)]);
      anyRepository().packages.add(first);
      for (int i = flavour == Flavour.REPOSITORIES ? random.nextInt(3) : 0; i > 0; i--) {
        anyRepository().packages.add(first);
      }
      if (first.arch.equals("x86_64") && random.nextInt(3) == 0) {
        MadePackage other = new MadePackage(name, evr, "i686");
        other.dependencies.putAll(first.dependencies);
        other.files.addAll(first.files);
        anyRepository().packages.add(other);
      }
    }
  }

  private MadeRepository anyRepository() {
    return repositories.get(random.nextInt(repositories.size()));
  }

  private boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }

  private MadePackage made(String name, String evr, String arch) {
    MadePackage made = new MadePackage(name, evr, arch);
    made.with(DependencyKind.PROVIDES, name + " = " + evr);
    for (int i = random.nextInt(3); i > 0; i--) {
      made.with(
          DependencyKind.PROVIDES, oneIn(3) ? capability() + " = " + version() : capability());
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      made.with(DependencyKind.REQUIRES, required());
    }
    if (oneIn(8)) {
      made.with(DependencyKind.CONFLICTS, target());
    }
    if (oneIn(10)) {
      made.with(DependencyKind.OBSOLETES, oneIn(2) ? name() : name() + " < " + version());
    }
    if (oneIn(4)) {
      made.files.add("/usr/bin/f" + random.nextInt(5));
    }
    if (isWeak()) {
      weak(made);
    }
    return made;
  }

  private void weak(MadePackage made) {
    for (DependencyKind kind :
        List.of(
            DependencyKind.RECOMMENDS,
            DependencyKind.RECOMMENDS,
            DependencyKind.SUGGESTS,
            DependencyKind.SUPPLEMENTS,
            DependencyKind.ENHANCES)) {
      if (oneIn(4)) {
        made.with(kind, flavour == Flavour.RICH && oneIn(2) ? rich(2) : target());
      }
    }
  }

  private String required() {
    if (oneIn(12)) {
      return "/usr/bin/f" + random.nextInt(6);
    }
    return flavour == Flavour.RICH && oneIn(4) ? rich(2) : target();
  }

  private String name() {
    return "n" + random.nextInt(names);
  }

  private String capability() {
    return "c" + random.nextInt(1 + names / 3);
  }

  private String version() {
    String version = VERSIONS[random.nextInt(VERSIONS.length)];
    return oneIn(2) ? version.substring(0, version.indexOf('-')) : version;
  }

  private String target() {
    String what = oneIn(2) ? name() : capability();
    return oneIn(3) ? what + " " + SIGNS[random.nextInt(SIGNS.length)] + " " + version() : what;
  }

  private String rich(int depth) {
    String a = depth > 0 && oneIn(3) ? rich(depth - 1) : target();
    String b = depth > 0 && oneIn(3) ? rich(depth - 1) : target();
    return switch (random.nextInt(9)) {
      case 0 -> "(" + a + " and " + b + ")";
      case 1 -> "(" + a + " or " + b + ")";
      case 2 -> "(" + a + " if " + b + ")";
      case 3 -> "(" + a + " if " + b + " else " + target() + ")";
      case 4 -> "(" + a + " unless " + b + ")";
      case 5 -> "(" + a + " unless " + b + " else " + target() + ")";
      case 6 -> "(" + target() + " with " + target() + ")";
      case 7 -> "(" + target() + " without " + target() + ")";
      default -> "(" + a + " or " + b + " or " + target() + ")";
    };
  }

  private void base() {
    for (int n = 0; n < names; n++) {
      if (oneIn(3)) {
        String evr = VERSIONS[random.nextInt(3)];
        installed.packages.add(made("n" + n, evr, oneIn(5) ? "noarch" : "x86_64"));
        if (flavour == Flavour.MULTILIB && oneIn(3)) {
          installed.packages.add(made("n" + n, evr, "i686"));
        }
      }
    }
  }

  private Asked request() {
    List<String> install = new ArrayList<>();
    List<String> upgrade = new ArrayList<>();
    List<String> reinstall = new ArrayList<>();
    if (flavour == Flavour.BASE || (flavour == Flavour.INSTALL_ONLY && oneIn(2))) {
      return aboutInstalled();
    }
    int kind = isWithInstalled() ? random.nextInt(5) : 0;
    if (kind < 3) {
      for (int i = 1 + random.nextInt(3); i > 0; i--) {
        install.add(spec());
      }
    }
    if (kind == 2 || kind == 3) {
      upgrade.add(oneIn(4) ? "*" : name());
    }
    if (kind == 4) {
      reinstall.add(name());
    }
    boolean weak = !oneIn(3);
    boolean best = oneIn(3);
    boolean erasing = oneIn(3);
    return new Asked(
        install, upgrade, reinstall, weak, best, erasing, flavour == Flavour.MULTILIB && oneIn(2));
  }

  private Asked aboutInstalled() {
    List<String> install = new ArrayList<>();
    List<String> upgrade = new ArrayList<>();
    List<String> reinstall = new ArrayList<>();
    for (int i = 1 + random.nextInt(3); i > 0 && !installed.packages.isEmpty(); i--) {
      MadePackage made = installed.packages.get(random.nextInt(installed.packages.size()));
      switch (random.nextInt(5)) {
        case 0 -> upgrade.add("*");
        case 1 -> reinstall.add(made.name);
        case 2 -> install.add(oneIn(2) ? made.name : name());
        default -> upgrade.add(made.name);
      }
    }
    return new Asked(install, upgrade, reinstall, oneIn(2), oneIn(2), oneIn(2), false);
  }

  private String spec() {
    if (flavour == Flavour.INSTALL_ONLY && oneIn(2)) {
      String kernel = KERNELS[random.nextInt(KERNELS.length)];
      return oneIn(2) ? kernel : kernel + "-" + VERSIONS[random.nextInt(VERSIONS.length)];
    }
    return switch (random.nextInt(12)) {
      case 0 -> capability();
      case 1 -> name() + "." + (oneIn(2) ? "x86_64" : "i686");
      case 2 -> name() + "-" + VERSIONS[random.nextInt(VERSIONS.length)];
      case 3 -> "/usr/bin/f" + random.nextInt(6);
      case 4 -> capability() + " >= " + version();
      case 5 -> "n" + random.nextInt(names) % 10 + "*";
      default -> name();
    };
  }
}
