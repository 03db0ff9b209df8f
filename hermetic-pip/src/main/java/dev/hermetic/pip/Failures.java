package dev.hermetic.pip;

import dev.hermetic.core.HermeticException;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PrefetchFailedException;
import java.util.ArrayList;
import java.util.List;

/** Collects failures, to be thrown at once: one as itself, several together. */
final class Failures {
  /** More would not be read, and a hostile lock could hold millions. */
  private static final int MAX = 100;

  private final List<HermeticException> all = new ArrayList<>();
  private final List<LockfileException> withoutTarget = new ArrayList<>();

  void add(HermeticException failure) {
    if (failure instanceof PrefetchFailedException several) {
      several.failures().forEach(this::add);
    } else if (failure instanceof LockfileException locked
        && failure.code().equals(FileChoice.NO_TARGET)) {
      withoutTarget.add(locked);
    } else {
      all.add(failure);
    }
  }

  void throwIfAny() {
    List<HermeticException> failures = new ArrayList<>(all);
    if (!withoutTarget.isEmpty()) {
      // One setting is missing, not one for each package.
      failures.add(withoutTarget.get(0));
    }
    if (failures.size() == 1) {
      throw failures.get(0);
    }
    if (!failures.isEmpty()) {
      throw PrefetchFailedException.of(failures.subList(0, Math.min(MAX, failures.size())));
    }
  }
}
