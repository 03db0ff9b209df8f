package dev.hermetic.rpm.lock.solve;

import dev.hermetic.rpm.file.DependencyKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Repositories with modules and groups, and requests, all from a seed. */
final class ModularUniverse implements MadeWorld {
  /** What a universe is made of. */
  enum Flavour {
    MODULES,
    EXCLUDES,
    GROUPS,
    /** Modules, and packages that are installed. */
    BASE_MODULES,
    BASE_EXCLUDES,
    BASE_GROUPS;

    private boolean is(Flavour other) {
      return this == other || name().equals("BASE_" + other);
    }

    boolean isWithInstalled() {
      return name().startsWith("BASE_");
    }
  }

  /** A request: modules to disable and to enable, then what to install, and to upgrade. */
  record Asked(
      List<String> disable,
      List<String> enable,
      List<String> install,
      ModularBase.PackageRequest base,
      boolean best,
      boolean weak) {
    Map<String, Object> asMap() {
      return Map.of(
          "disable", disable,
          "enable", enable,
          "install", install,
          "upgrade", base.upgrade(),
          "reinstall", base.reinstall(),
          "erasing", base.erasing(),
          "best", best,
          "weak", weak);
    }
  }

  static final String[] VERSIONS = {"1-1", "1-2", "2-1", "3-1", "1:1-1"};
  private static final String[] STREAMS = {"1", "2", "1.10", "el-8"};

  final List<ModularRepository> repositories = new ArrayList<>();
  final List<Asked> requests = new ArrayList<>();
  final ModularBase base;
  final String platform;
  private final Random random;
  private final Flavour flavour;
  private final int names;
  private final int modules;

  ModularUniverse(long seed, Flavour flavour) {
    this.random = new Random(seed);
    this.flavour = flavour;
    this.names = 4 + random.nextInt(8);
    this.modules = flavour.is(Flavour.MODULES) ? 1 + random.nextInt(5) : random.nextInt(3);
    String named = oneIn(8) ? "platform:other" : "platform:lab";
    Random another = new Random(~seed);
    this.platform = another.nextInt(4) == 0 ? "" : named;
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      MadeRepository made = new MadeRepository("repo" + i, oneIn(4) ? 10 : 99, 1000);
      repositories.add(new ModularRepository(made));
    }
    for (int n = 0; n < names; n++) {
      for (int v = 1 + random.nextInt(3); v > 0; v--) {
        anyRepository().made.packages.add(made("n" + n));
      }
    }
    for (int r = another.nextInt(4); r > 0 && platform.isEmpty(); r--) {
      release(another);
    }
    for (int m = 0; m < modules; m++) {
      module("m" + m);
    }
    repositories.forEach(this::settings);
    this.base = new ModularBase(seed, flavour.isWithInstalled() ? repositories : List.of());
    for (int i = 0; i < 8; i++) {
      requests.add(request());
    }
  }

  /** In the order in which dnf adds them. */
  List<ModularRepository> ordered() {
    return repositories.stream()
        .sorted(Comparator.comparing(one -> one.made, MadeRepository.ORDER))
        .toList();
  }

  @Override
  public List<Asked> requests() {
    return requests;
  }

  @Override
  public Map<String, Object> write(Path directory) throws IOException {
    List<Map<String, Object>> written = new ArrayList<>();
    for (ModularRepository repository : repositories) {
      repository.write(directory.resolve(repository.made.id));
      written.add(repository.asMap(directory.resolve(repository.made.id)));
    }
    return Map.of(
        "arch",
        "x86_64",
        "platform",
        platform,
        "installed",
        base.installed.writeTags(directory),
        "repos",
        written,
        "requests",
        requests.stream().map(Asked::asMap).toList());
  }

  /** A package that says for which platform modules are meant. */
  private void release(Random another) {
    String evr = VERSIONS[another.nextInt(3)];
    MadePackage made = new MadePackage("release" + another.nextInt(2), evr, "noarch");
    made.with(DependencyKind.PROVIDES, made.name + " = " + evr);
    made.with(DependencyKind.PROVIDES, "system-release");
    if (another.nextInt(4) != 0) {
      String stream = another.nextInt(4) == 0 ? "other" : "lab";
      made.with(DependencyKind.PROVIDES, "base-module(platform:" + stream + ")");
    }
    repositories.get(another.nextInt(repositories.size())).made.packages.add(made);
  }

  private boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }

  private ModularRepository anyRepository() {
    return repositories.get(random.nextInt(repositories.size()));
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private String name() {
    return "n" + random.nextInt(names);
  }

  private MadePackage made(String name) {
    String[] arches = {"x86_64", "x86_64", "noarch", "i686", "src"};
    MadePackage made =
        new MadePackage(
            name,
            VERSIONS[random.nextInt(VERSIONS.length)],
            arches[random.nextInt(oneIn(3) ? arches.length : 2)]);
    made.with(DependencyKind.PROVIDES, name + " = " + made.evr);
    if (oneIn(3)) {
      made.with(DependencyKind.PROVIDES, oneIn(2) ? name() : "c" + random.nextInt(3));
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      made.with(DependencyKind.REQUIRES, oneIn(4) ? "c" + random.nextInt(3) : name());
    }
    if (oneIn(10)) {
      made.with(DependencyKind.CONFLICTS, name());
    }
    if (oneIn(10) && !made.arch.equals("src")) {
      made.with(DependencyKind.OBSOLETES, name());
    }
    if (oneIn(6)) {
      made.with(DependencyKind.RECOMMENDS, name());
    }
    return made;
  }

  private void module(String name) {
    List<String> profiles = new ArrayList<>();
    for (int b = 1 + random.nextInt(5); b > 0; b--) {
      anyRepository().modules.append(build(name, profiles));
    }
    for (int d = random.nextInt(3); d > 0; d--) {
      anyRepository().modules.append(defaults(name));
    }
  }

  private String build(String name, List<String> profiles) {
    StringBuilder yaml = new StringBuilder("---\ndocument: modulemd\nversion: 2\ndata:\n");
    yaml.append("  name: ").append(name);
    yaml.append("\n  stream: \"").append(STREAMS[random.nextInt(oneIn(4) ? 4 : 2)]);
    yaml.append("\"\n  version: ").append(1 + random.nextInt(3));
    yaml.append("\n  context: x").append(random.nextInt(3));
    yaml.append("\n  arch: ").append(oneIn(6) ? oneIn(2) ? "aarch64" : "noarch" : "x86_64");
    yaml.append("\n  summary: s\n  description: d\n  license: {module: [MIT]}\n");
    yaml.append(oneIn(4) ? "  static_context: true\n" : "");
    List<String> dependencies = new ArrayList<>();
    for (int i = oneIn(8) ? 2 : 1; i > 0; i--) {
      dependencies.add(requires(name));
    }
    yaml.append("  dependencies: [").append(String.join(", ", dependencies)).append("]\n");
    yaml.append("  profiles: {p: {rpms: ").append(some(2)).append("}, q: {rpms: ");
    yaml.append(some(2)).append(oneIn(3) ? "}, default: {rpms: " + some(3) + "}}\n" : "}}\n");
    List<String> artifacts = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      MadePackage made = any(anyPackages());
      String evr = made.evr.contains(":") ? made.evr : "0:" + made.evr;
      artifacts.add("\"" + made.name + "-" + evr + "." + made.arch + "\"");
    }
    yaml.append("  artifacts: {rpms: ").append(artifacts).append("}\n");
    yaml.append(oneIn(4) ? "  demodularized: {rpms: " + some(2) + "}\n" : "");
    return yaml.toString();
  }

  private List<MadePackage> anyPackages() {
    List<MadePackage> packages = anyRepository().made.packages;
    return packages.isEmpty() ? List.of(new MadePackage("none", "1-1", "noarch")) : packages;
  }

  private List<String> some(int most) {
    List<String> found = new ArrayList<>();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      found.add(oneIn(12) ? "absent" : name());
    }
    return found;
  }

  private String requires(String self) {
    List<String> all = new ArrayList<>();
    if (!oneIn(4)) {
      all.add("platform: " + (oneIn(6) ? "[]" : oneIn(8) ? "[other]" : "[lab]"));
    }
    for (int m = 0; m < modules; m++) {
      if (oneIn(4) && !self.equals("m" + m)) {
        all.add(
            "m"
                + m
                + ": "
                + switch (random.nextInt(6)) {
                  case 0 -> "[]";
                  case 1 -> "[\"-1\"]";
                  case 2 -> "[\"1\", \"2\"]";
                  case 3 -> "[\"el-8\"]";
                  default -> "[\"" + STREAMS[random.nextInt(2)] + "\"]";
                });
      }
    }
    return "{requires: {" + String.join(", ", all) + "}}";
  }

  private String defaults(String name) {
    return "---\ndocument: modulemd-defaults\nversion: 1\ndata:\n  module: "
        + name
        + (oneIn(3) ? "\n  modified: " + random.nextInt(3) : "")
        + (oneIn(6) ? "" : "\n  stream: \"" + STREAMS[random.nextInt(2)] + "\"")
        + "\n  profiles: {\"1\": [p], \"2\": ["
        + (oneIn(8) ? "default" : "p, q")
        + "]}\n";
  }

  private void settings(ModularRepository repository) {
    repository.hotfixes = oneIn(6);
    if (flavour.is(Flavour.EXCLUDES)) {
      for (int i = random.nextInt(3); i > 0; i--) {
        repository.exclude.add(pattern());
      }
      if (oneIn(4)) {
        for (int i = 1 + random.nextInt(5); i > 0; i--) {
          repository.include.add(pattern());
        }
      }
    }
    if (flavour.is(Flavour.GROUPS)) {
      for (int g = random.nextInt(4); g > 0; g--) {
        repository.comps.append(group("g" + random.nextInt(4)));
      }
      if (oneIn(2)) {
        repository.comps.append(environment());
      }
    }
  }

  private String pattern() {
    return switch (random.nextInt(7)) {
      case 0 -> name() + "." + (oneIn(2) ? "i686" : "x86_64");
      case 1 -> name() + "-" + VERSIONS[random.nextInt(VERSIONS.length)];
      case 2 -> "n" + random.nextInt(2) + "*";
      case 3 -> "*-1-" + (1 + random.nextInt(2)) + ".*";
      case 4 -> "c" + random.nextInt(3);
      default -> name();
    };
  }

  private String group(String id) {
    StringBuilder xml = new StringBuilder("<group><id>" + id + "</id><name>Group " + id);
    xml.append("</name><packagelist>\n");
    String[] types = {"mandatory", "default", "optional", "conditional"};
    for (int i = random.nextInt(5); i > 0; i--) {
      String type = types[random.nextInt(4)];
      xml.append("<packagereq type=\"").append(type).append("\"");
      xml.append(type.equals("conditional") ? " requires=\"" + name() + "\"" : "");
      xml.append(oneIn(6) ? " basearchonly=\"true\"" : "");
      xml.append(oneIn(6) ? " arch=\"" + (oneIn(2) ? "s390x" : "x86_64,s390x") + "\"" : "");
      xml.append(">").append(oneIn(10) ? "absent" : name()).append("</packagereq>\n");
    }
    return xml.append("</packagelist></group>\n").toString();
  }

  private String environment() {
    StringBuilder xml = new StringBuilder("<environment><id>e</id><name>Env</name><grouplist>\n");
    for (int i = random.nextInt(3); i > 0; i--) {
      xml.append("<groupid>g").append(random.nextInt(4)).append("</groupid>\n");
    }
    return xml.append("</grouplist><optionlist><groupid>g0</groupid></optionlist>")
        .append("</environment>\n")
        .toString();
  }

  private Asked request() {
    List<String> disable = new ArrayList<>();
    List<String> enable = new ArrayList<>();
    List<String> install = new ArrayList<>();
    if (modules > 0) {
      for (int i = oneIn(3) ? 1 : 0; i > 0; i--) {
        disable.add(oneIn(10) ? "m*" : "m" + random.nextInt(modules));
      }
      for (int i = random.nextInt(3); i > 0; i--) {
        enable.add(moduleSpec());
      }
    }
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      install.add(spec());
    }
    boolean best = oneIn(3);
    return new Asked(disable, enable, base.some(install), base.wish(), best, !oneIn(3));
  }

  private String moduleSpec() {
    String name = oneIn(25) ? "absent" : "m" + random.nextInt(Math.max(1, modules));
    String stream = STREAMS[random.nextInt(oneIn(4) ? 4 : 2)];
    return switch (random.nextInt(10)) {
      case 0 -> name;
      case 1 -> name + ":" + stream + ":" + (1 + random.nextInt(3));
      case 2 -> name + ":*";
      case 3 -> name + ":" + stream + ":" + (1 + random.nextInt(3)) + ":x" + random.nextInt(3);
      case 4 -> name + ":" + stream + "::x86_64";
      default -> name + ":" + stream;
    };
  }

  private String spec() {
    if (flavour.is(Flavour.GROUPS) && !oneIn(3)) {
      return switch (random.nextInt(8)) {
        case 0 -> "@e";
        case 1 -> "@^e";
        case 2 -> "@Group g" + random.nextInt(4);
        case 3 -> "@g" + random.nextInt(4) + "/mandatory,optional";
        case 4 -> "@G" + (oneIn(2) ? "*" : "1");
        default -> "@g" + random.nextInt(4);
      };
    }
    if (modules > 0 && oneIn(3)) {
      return "@" + moduleSpec() + (oneIn(3) ? "/" + (oneIn(2) ? "p" : oneIn(2) ? "*" : "q") : "");
    }
    return oneIn(6) ? "c" + random.nextInt(3) : name();
  }
}
