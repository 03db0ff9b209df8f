package dev.hermetic.rpm;

import dev.hermetic.rpm.file.Dependency;
import dev.hermetic.rpm.file.DependencyKind;
import dev.hermetic.rpm.file.RpmFile;
import dev.hermetic.rpm.file.RpmPackage;
import dev.hermetic.rpm.version.VersionOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The requirements that a repository lists: not those on features of rpm, not what the package
 * itself brings, none twice in a row, and of the C library only the newest symbol version, which
 * comes last.
 */
final class ListedRequirements {
  private static final String LIBC = "libc.so.6";

  private ListedRequirements() {}

  static List<Dependency> of(RpmPackage rpm, List<Dependency> all) {
    Set<String> own = new HashSet<>();
    for (RpmFile file : rpm.files()) {
      if (isPrimary(file.path())) {
        own.add(file.path());
      }
    }
    Set<String> provided = new HashSet<>();
    rpm.dependencies(DependencyKind.PROVIDES).forEach(offer -> provided.add(key(offer)));
    Map<String, String> last = new HashMap<>();
    List<Dependency> listed = new ArrayList<>();
    Dependency libc = null;
    for (Dependency wanted : all) {
      if (wanted.isRpmlib() || own.contains(wanted.name()) || provided.contains(key(wanted))) {
        continue;
      }
      String again = key(wanted) + (wanted.isPre() ? " pre" : "");
      if (again.equals(last.put(wanted.name(), again))) {
        continue;
      }
      if (wanted.name().startsWith(LIBC)) {
        libc = newer(libc, wanted);
      } else {
        listed.add(wanted);
      }
    }
    if (libc != null) {
      listed.add(libc);
    }
    return listed;
  }

  private static boolean isPrimary(String path) {
    return path.startsWith("/etc/") || path.contains("bin/") || path.equals("/usr/lib/sendmail");
  }

  private static String key(Dependency dependency) {
    return dependency.name() + " " + (dependency.flags() & 0xf) + " " + dependency.version();
  }

  private static Dependency newer(@Nullable Dependency a, Dependency b) {
    return a == null || VersionOrder.INSTANCE.compare(symbol(a), symbol(b)) < 0 ? b : a;
  }

  /** {@code GLIBC_2.34} of {@code libc.so.6(GLIBC_2.34)(64bit)}. */
  private static String symbol(Dependency libc) {
    int open = libc.name().indexOf('(');
    int close = libc.name().indexOf(')', open);
    return open < 0 || close < 0 ? "" : libc.name().substring(open + 1, close);
  }
}
