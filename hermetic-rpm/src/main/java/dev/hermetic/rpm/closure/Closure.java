package dev.hermetic.rpm.closure;

import dev.hermetic.core.InputException;
import dev.hermetic.rpm.file.Dependency;
import dev.hermetic.rpm.file.DependencyKind;
import dev.hermetic.rpm.file.RpmPackage;
import dev.hermetic.rpm.repodata.PackageEntry;
import dev.hermetic.rpm.repodata.PackageFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Proves that a set of packages can be installed without asking anyone else: whatever one of them
 * requires is provided by one of them or by the base. It solves nothing: conflicts and choices are
 * left to the client. For one thread.
 */
public final class Closure {
  private final Provided provided = new Provided();
  private final Map<String, Requirement> requirements = new HashMap<>();
  private int packages;

  /** What somebody requires, and who. */
  private static final class Requirement {
    private final Dependency wanted;
    private final List<String> by = new ArrayList<>(1);

    Requirement(Dependency wanted) {
      this.wanted = wanted;
    }
  }

  /** What the closure has to know of one package. Immutable. */
  public static final class Needs {
    private final String name;
    private final List<Dependency> offers;
    private final List<String> paths;
    private final Map<String, Dependency> wanted;

    private Needs(
        String name, List<Dependency> offers, List<String> paths, Map<String, Dependency> wanted) {
      this.name = name;
      this.offers = offers;
      this.paths = paths;
      this.wanted = wanted;
    }
  }

  /**
   * What is required and not provided.
   *
   * @param what the requirement as the packages state it
   * @param by the packages that state it, sorted
   */
  public record Missing(String what, List<String> by) {}

  /**
   * No packages yet.
   *
   * @param base what is there already: {@code name}, {@code name >= 1.0}, {@code /path} or {@code
   *     prefix*}
   */
  public Closure(Set<String> base) {
    base.forEach(provided::addBase);
  }

  /**
   * Looks at a binary package; needs no lock, and takes longer than adding it.
   *
   * @param entry the same package as the metadata lists it
   */
  public static Needs needs(RpmPackage rpm, PackageEntry entry) {
    List<String> paths = new ArrayList<>();
    for (PackageFile file : entry.files()) {
      if (isLikelyRequired(file.path())) {
        paths.add(file.path());
      }
    }
    Map<String, Dependency> wanted = new LinkedHashMap<>();
    for (Dependency dependency : rpm.dependencies(DependencyKind.REQUIRES)) {
      if (!dependency.isRpmlib()) {
        wanted.putIfAbsent(dependency.toString(), dependency);
      }
    }
    String name = entry.id().name() + "." + entry.id().arch();
    return new Needs(name, rpm.dependencies(DependencyKind.PROVIDES), paths, wanted);
  }

  /** Adds a binary package. */
  public void add(Needs needs) {
    int number = packages++;
    for (Dependency offer : needs.offers) {
      provided.add(offer, number);
    }
    for (String path : needs.paths) {
      provided.addPath(path, number);
    }
    for (Map.Entry<String, Dependency> one : needs.wanted.entrySet()) {
      Requirement requirement = requirements.get(one.getKey());
      if (requirement == null) {
        requirement = new Requirement(one.getValue());
        requirements.put(one.getKey(), requirement);
      }
      requirement.by.add(needs.name);
    }
  }

  /** The paths that are listed in {@code primary.xml}: nearly all that are ever required. */
  private static boolean isLikelyRequired(String path) {
    return path.startsWith("/etc/") || path.contains("bin/") || path.equals("/usr/lib/sendmail");
  }

  /**
   * Paths that are required, and which none of the packages offers by what was kept of its files;
   * to be looked for in all of their files, with {@link #addPath}. Of some paths all were kept:
   * {@code /bin/sh}, which every image has and no lock, is never looked for again.
   */
  public Set<String> openPaths() {
    Set<String> open = new HashSet<>();
    for (Requirement requirement : requirements.values()) {
      asked(requirement.wanted)
          .forEach(
              wanted -> {
                if (wanted.name().startsWith("/")
                    && !isLikelyRequired(wanted.name())
                    && !provided.hasName(wanted.name())) {
                  open.add(wanted.name());
                }
              });
    }
    return open;
  }

  /** Adds a path that one of the packages owns. */
  public void addPath(String path) {
    provided.addPath(path, packages++);
  }

  /** What is missing, sorted; empty when the set is closed. */
  public List<Missing> missing() {
    List<Missing> missing = new ArrayList<>();
    requirements.forEach(
        (text, requirement) -> {
          if (!holds(requirement.wanted)) {
            List<String> by = requirement.by.stream().distinct().sorted().toList();
            missing.add(new Missing(text, by));
          }
        });
    missing.sort(Comparator.comparing(Missing::what));
    return missing;
  }

  private boolean holds(Dependency wanted) {
    try {
      return wanted.isRich()
          ? RichDependency.holds(wanted.name(), provided, asked -> {})
          : !provided.providers(wanted).isEmpty();
    } catch (IllegalArgumentException | InputException malformed) {
      // What cannot be understood cannot be shown to be there.
      return false;
    }
  }

  private List<Dependency> asked(Dependency wanted) {
    if (!wanted.isRich()) {
      return List.of(wanted);
    }
    List<Dependency> asked = new ArrayList<>();
    try {
      RichDependency.holds(wanted.name(), provided, asked::add);
    } catch (IllegalArgumentException | InputException malformed) {
      // It is reported as missing.
    }
    return asked;
  }
}
