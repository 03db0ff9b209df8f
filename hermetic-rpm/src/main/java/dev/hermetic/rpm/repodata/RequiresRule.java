package dev.hermetic.rpm.repodata;

import dev.hermetic.rpm.file.Dependency;
import dev.hermetic.rpm.version.Relation;
import dev.hermetic.rpm.version.VersionOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which requirements of a header createrepo_c lists: not those on rpm itself, on the package's own
 * primary files and provides, nor repetitions; of all versions of the C library, only the highest,
 * and that last.
 */
final class RequiresRule {
  private static final String LIBC = "libc.so.6";

  private final Map<String, Dependency> provides = new HashMap<>();
  private final Set<String> primaryFiles;

  RequiresRule(List<Dependency> provides, Set<String> primaryFiles) {
    for (Dependency dependency : provides) {
      this.provides.put(dependency.name(), dependency);
    }
    this.primaryFiles = primaryFiles;
  }

  List<DependencyEntry> listed(List<Dependency> requires) {
    List<DependencyEntry> listed = new ArrayList<>();
    Map<String, Dependency> last = new HashMap<>();
    DependencyEntry libc = null;
    for (Dependency dependency : requires) {
      if (isLeftOut(dependency) || repeats(last.get(dependency.name()), dependency)) {
        continue;
      }
      Optional<DependencyEntry> entry = entry(dependency, dependency.isPre());
      if (entry.isPresent() && dependency.name().startsWith(LIBC)) {
        libc = higher(libc, entry.get());
      } else if (entry.isPresent()) {
        last.put(dependency.name(), dependency);
        listed.add(entry.get());
      }
    }
    if (libc != null) {
      listed.add(libc);
    }
    return listed;
  }

  private boolean isLeftOut(Dependency dependency) {
    Dependency provided = provides.get(dependency.name());
    return dependency.isRpmlib()
        || primaryFiles.contains(dependency.name())
        || (provided != null && isSameVersion(provided, dependency));
  }

  private static boolean repeats(@Nullable Dependency before, Dependency dependency) {
    return before != null
        && isSameVersion(before, dependency)
        && before.isPre() == dependency.isPre();
  }

  private static boolean isSameVersion(Dependency one, Dependency other) {
    return Relation.ofFlags(one.flags()) == Relation.ofFlags(other.flags())
        && one.version().equals(other.version());
  }

  private static DependencyEntry higher(@Nullable DependencyEntry libc, DependencyEntry other) {
    if (libc == null) {
      return other;
    }
    int order = VersionOrder.INSTANCE.compare(libcVersion(libc), libcVersion(other));
    return order >= 0 ? libc : other;
  }

  /** The version within {@code libc.so.6(GLIBC_2.34)(64bit)}, empty when there is none. */
  private static String libcVersion(DependencyEntry libc) {
    int start = libc.name().indexOf("(GLIBC_");
    int end = libc.name().indexOf(')', Math.max(start, 0));
    return start < 0 || end < 0 ? "" : libc.name().substring(start + "(GLIBC_".length(), end);
  }

  /** The entry of a dependency; empty where its epoch is no number, which createrepo_c drops. */
  static Optional<DependencyEntry> entry(Dependency dependency, boolean pre) {
    String version = dependency.version();
    int colon = version.indexOf(':');
    String epoch = version.isEmpty() ? "" : colon < 0 ? "0" : version.substring(0, colon);
    if (colon >= 0 && !isNumber(epoch)) {
      return Optional.empty();
    }
    Relation relation = Relation.ofFlags(dependency.flags());
    if (relation == Relation.ANY) {
      return Optional.of(new DependencyEntry(dependency.name(), relation, "", "", "", pre));
    }
    String rest = version.substring(colon + 1);
    int hyphen = rest.indexOf('-');
    return Optional.of(
        new DependencyEntry(
            dependency.name(),
            relation,
            epoch,
            hyphen < 0 ? rest : rest.substring(0, hyphen),
            hyphen < 0 ? "" : rest.substring(hyphen + 1),
            pre));
  }

  private static boolean isNumber(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty();
  }
}
