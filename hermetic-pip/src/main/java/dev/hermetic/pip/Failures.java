package dev.hermetic.pip;

import dev.hermetic.core.HermeticException;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PrefetchFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Collects failures of files and packages; a setting that each of them misses is one failure. */
final class Failures {
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

  boolean isEmpty() {
    return all.isEmpty() && withoutTarget.isEmpty();
  }

  void report(Consumer<HermeticException> problems) {
    all.forEach(problems);
    // One setting is missing, not one for each package.
    withoutTarget.stream().findFirst().ifPresent(problems);
  }
}
