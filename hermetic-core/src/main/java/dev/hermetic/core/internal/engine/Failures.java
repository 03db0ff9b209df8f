package dev.hermetic.core.internal.engine;

import dev.hermetic.core.CancelledException;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.PrefetchFailedException;
import dev.hermetic.core.ProviderException;
import java.util.List;

/** Gathers the problems of a run. */
final class Failures {
  private Failures() {}

  /** Adds a problem, or all of them where it stands for several; a cancellation goes through. */
  static void collect(HermeticException problem, List<HermeticException> problems) {
    if (problem instanceof CancelledException) {
      throw problem;
    }
    if (problem instanceof PrefetchFailedException several) {
      several.failures().forEach(one -> collect(one, problems));
    } else {
      problems.add(problem);
    }
  }

  /** Throws the only problem as it is, several together, or nothing. */
  static void throwAll(List<HermeticException> problems) {
    if (problems.size() == 1) {
      throw problems.get(0);
    }
    if (!problems.isEmpty()) {
      throw PrefetchFailedException.of(problems);
    }
  }

  /** What a plugin must not throw, named after the plugin. */
  static ProviderException ofPlugin(String ecosystem, String message, RuntimeException fault) {
    return ProviderException.builder("provider.failed")
        .subject(ecosystem)
        .message(message + ": " + fault)
        .cause(fault)
        .hints("report this to the makers of the plugin")
        .build();
  }
}
