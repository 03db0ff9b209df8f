package dev.hermetic.core.spi;

import dev.hermetic.core.HermeticException;
import dev.hermetic.core.PrefetchFailedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Collects the failures of one input, so that all of them are reported at once. Not thread-safe.
 */
public final class Problems {
  /** Work that may fail. */
  @FunctionalInterface
  public interface Step {
    /**
     * Does it.
     *
     * @throws IOException when reading fails
     */
    void run() throws IOException;
  }

  // A file of another kind would otherwise fail once per line.
  private static final int MOST = 50;

  private final List<HermeticException> found = new ArrayList<>();

  /** No problems yet. */
  public Problems() {}

  /** Runs a step; its failure is kept for later, unless it is one of reading. */
  public void attempt(Step step) throws IOException {
    try {
      step.run();
    } catch (HermeticException failure) {
      add(failure);
    }
  }

  /** Runs a step that reads nothing; its failure is kept for later. */
  public void check(Runnable step) {
    try {
      step.run();
    } catch (HermeticException failure) {
      add(failure);
    }
  }

  /**
   * Keeps a failure, or each of those that it holds; what was said before is not said again.
   *
   * @throws PrefetchFailedException when there are too many to be worth more reading
   */
  public void add(HermeticException failure) {
    if (failure instanceof PrefetchFailedException several) {
      several.failures().forEach(this::add);
      return;
    }
    if (isKnown(failure)) {
      return;
    }
    found.add(failure);
    if (found.size() >= MOST) {
      throwIfAny();
    }
  }

  private boolean isKnown(HermeticException failure) {
    return found.stream()
        .anyMatch(
            known ->
                known.code().equals(failure.code())
                    && Objects.equals(known.getMessage(), failure.getMessage()));
  }

  /** Whether nothing has failed so far. */
  public boolean isEmpty() {
    return found.isEmpty();
  }

  /**
   * Throws what was collected.
   *
   * @throws HermeticException the only failure, or a {@link PrefetchFailedException} with all
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
