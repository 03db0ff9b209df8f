package dev.hermetic.core;

import java.util.List;

/** Several failures of one run, in a stable order. */
public final class PrefetchFailedException extends HermeticException {
  private static final long serialVersionUID = 1L;

  private final transient List<HermeticException> failures;

  /**
   * All failures of a run.
   *
   * @param failures at least one
   */
  public PrefetchFailedException(List<HermeticException> failures) {
    super(
        "failed",
        "",
        failures.size() + " problem(s), first: " + headline(failures.get(0)),
        failures.get(0),
        List.of());
    this.failures = List.copyOf(failures);
    failures.stream().skip(1).forEach(this::addSuppressed);
  }

  private static String headline(HermeticException failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }

  /** Each failure. */
  public List<HermeticException> failures() {
    return failures;
  }
}
