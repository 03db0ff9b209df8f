package dev.hermetic.rpm.lock.solve.policy;

import dev.hermetic.rpm.file.DependencyKind;
import dev.hermetic.rpm.lock.solve.decision.Decisions;
import dev.hermetic.rpm.lock.solve.pool.Dependencies;
import dev.hermetic.rpm.lock.solve.pool.IntList;
import dev.hermetic.rpm.lock.solve.pool.PackagePool;
import dev.hermetic.rpm.lock.solve.pool.StableSort;

/**
 * Candidates for languages and kernels that are there come first, English before other languages
 * that are not. For one thread.
 */
final class LocaleScore {
  private static final int FOREIGN = 0;
  private static final int NEUTRAL = 1;
  private static final int ENGLISH = 2;
  private static final int INSTALLED = 3;
  private static final int DECIDED = 4;
  private static final String LOCALES = "locales-";
  private static final int LONGEST_NAME = 255;

  private final PackagePool pool;
  private final Decisions decisions;

  LocaleScore(PackagePool pool, Decisions decisions) {
    this.pool = pool;
    this.decisions = decisions;
  }

  void order(IntList candidates) {
    int[] before = candidates.toArray();
    int[] scores = new int[before.length];
    int[] order = new int[before.length];
    for (int i = 0; i < before.length; i++) {
      scores[i] = score(before[i]);
      order[i] = i;
    }
    StableSort.sort(order, (l, r) -> scores[r] - scores[l]);
    for (int i = 0; i < before.length; i++) {
      candidates.set(i, before[order[i]]);
    }
  }

  private int score(int p) {
    int score = byKernel(pool.texts().get(pool.name(p)));
    return score == NEUTRAL ? byLocale(p) : score;
  }

  private int byKernel(String name) {
    if (name.startsWith("kernel-")) {
      int devel = name.indexOf("-devel-");
      return devel < 0 || name.length() > LONGEST_NAME
          ? NEUTRAL
          : presence(name.substring(0, devel) + name.substring(devel + 6), NEUTRAL);
    }
    int kernel = name.indexOf("-kernel-");
    return kernel < 0 ? NEUTRAL : ofModule(name.substring(kernel + 8));
  }

  /** {@code 4.1.2-desktop-1} of {@code dkms-kernel-4.1.2-desktop-1} is kernel-desktop-4.1.2-1. */
  private int ofModule(String version) {
    boolean numbered =
        version.length() > 1
            && version.charAt(0) >= '0'
            && version.charAt(0) <= '9'
            && version.charAt(1) == '.';
    int flavour = version.indexOf('-');
    int release = flavour < 0 ? -1 : version.indexOf('-', flavour + 1);
    if (!numbered || release < 0 || version.length() > LONGEST_NAME) {
      return NEUTRAL;
    }
    String kernel =
        "kernel"
            + version.substring(flavour, release + 1)
            + version.substring(0, flavour)
            + version.substring(release);
    return presence(kernel, NEUTRAL);
  }

  private int presence(String name, int otherwise) {
    int text = pool.texts().find(name);
    return text < 0 ? otherwise : presence(pool.providers().ofName(text), otherwise);
  }

  private int presence(int providers, int otherwise) {
    int score = otherwise;
    for (int at = providers; pool.lists().get(at) != 0; at++) {
      int p = pool.lists().get(at);
      if (decisions.isInstalled(p)) {
        return DECIDED;
      }
      if (pool.isInstalled(p)) {
        score = INSTALLED;
      }
    }
    return score;
  }

  private int byLocale(int p) {
    Dependencies all = pool.dependencies();
    int score = NEUTRAL;
    int at = pool.dependencies(p, DependencyKind.REQUIRES);
    for (int dependency; (dependency = pool.entries().get(at)) != 0; at++) {
      int first = dependency;
      while (all.isJoined(first)) {
        first = all.left(first);
      }
      String name = pool.texts().get(all.left(first));
      int found = name.indexOf(LOCALES);
      if (found >= 0) {
        if (!name.startsWith("en", found + LOCALES.length())) {
          return presence(pool.providers().ofName(all.left(first)), FOREIGN);
        }
        score = ENGLISH;
      }
    }
    return score;
  }
}
