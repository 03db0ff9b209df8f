package dev.hermetic.rpm.locking;

import dev.hermetic.rpm.repodata.PackageField;
import dev.hermetic.rpm.solve.pool.PackagePool;
import dev.hermetic.rpm.solve.request.Glob;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Finds the packages of a repository that {@code excludepkgs} and {@code includepkgs} name: by the
 * forms of a package's own name, the first that any package has; never by what they provide.
 */
final class Filter {
  private final PackagePool pool;
  private final int from;
  private final int to;
  private final List<IntFunction<String>> forms = new ArrayList<>();

  /** Looks at the packages from one number to below another. */
  Filter(PackagePool pool, int from, int to) {
    this.pool = pool;
    this.from = from;
    this.to = to;
    forms.add(p -> name(p) + "-" + withEpoch(p) + "." + arch(p));
    forms.add(p -> name(p) + "-" + version(p) + "-" + release(p) + "." + arch(p));
    forms.add(p -> name(p) + "." + arch(p));
    forms.add(this::name);
    forms.add(p -> name(p) + "-" + withEpoch(p));
    forms.add(p -> name(p) + "-" + version(p) + "-" + release(p));
    forms.add(p -> name(p) + "-" + epoch(p) + ":" + version(p));
    forms.add(p -> name(p) + "-" + version(p));
  }

  /** The packages that any of the patterns means. */
  BitSet find(List<String> patterns) {
    BitSet all = new BitSet();
    for (String pattern : patterns) {
      all.or(find(Glob.of(pattern)));
    }
    return all;
  }

  private BitSet find(Glob pattern) {
    BitSet found = new BitSet();
    for (IntFunction<String> form : forms) {
      for (int p = from; p < to; p++) {
        if (pattern.matches(form.apply(p))) {
          found.set(p);
        }
      }
      if (!found.isEmpty()) {
        return found;
      }
    }
    return found;
  }

  private String name(int p) {
    return pool.texts().get(pool.name(p));
  }

  private String arch(int p) {
    return pool.texts().get(pool.arch(p));
  }

  private String epoch(int p) {
    String epoch = pool.text(p, PackageField.EPOCH);
    return epoch.isEmpty() ? "0" : epoch;
  }

  private String version(int p) {
    return pool.text(p, PackageField.VERSION);
  }

  private String release(int p) {
    return pool.text(p, PackageField.RELEASE);
  }

  private String withEpoch(int p) {
    return epoch(p) + ":" + version(p) + "-" + release(p);
  }
}
