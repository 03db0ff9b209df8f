package dev.hermetic.formats;

import dev.hermetic.core.HermeticException;
import dev.hermetic.core.PrefetchFailedException;
import java.util.ArrayList;
import java.util.List;

/** Collects the failures of one file, so that all of them are reported at once. */
public final class Problems {
  // A file of another kind would otherwise fail once per line.
  private static final int MOST = 50;

  private final List<HermeticException> found = new ArrayList<>();

  /** Runs a step; its failure is kept for later. */
  public void attempt(Runnable step) {
    try {
      step.run();
    } catch (HermeticException failure) {
      add(failure);
    }
  }

  /** Keeps a failure. */
  public void add(HermeticException failure) {
    found.add(failure);
    if (found.size() >= MOST) {
      throwIfAny();
    }
  }

  /**
   * Throws what was collected.
   *
   * @throws PrefetchFailedException when there are several failures; a single one is thrown itself
   */
  public void throwIfAny() {
    if (found.size() == 1) {
      throw found.get(0);
    }
    if (!found.isEmpty()) {
      throw PrefetchFailedException.of(found);
    }
  }
}
