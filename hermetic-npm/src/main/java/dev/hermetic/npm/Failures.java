package dev.hermetic.npm;

import dev.hermetic.core.HermeticException;
import dev.hermetic.core.PrefetchFailedException;
import java.util.List;

/** Throws what was collected: one failure as itself, several together. */
final class Failures {
  /** More would not be read, and a hostile lock could hold millions. */
  private static final int MAX = 100;

  private Failures() {}

  static void throwIfAny(List<HermeticException> failures) {
    if (failures.size() == 1) {
      throw failures.get(0);
    }
    if (!failures.isEmpty()) {
      throw PrefetchFailedException.of(failures.subList(0, Math.min(MAX, failures.size())));
    }
  }
}
