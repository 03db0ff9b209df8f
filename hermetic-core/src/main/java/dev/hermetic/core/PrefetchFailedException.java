package dev.hermetic.core;

import java.util.Collection;
import java.util.List;

/** Several failures of one run, in a stable order. */
public final class PrefetchFailedException extends HermeticException {
  private static final long serialVersionUID = 2L;

  private final List<HermeticException> failures;

  private PrefetchFailedException(Builder<?, ?> parts, List<HermeticException> failures) {
    super(parts);
    this.failures = failures;
  }

  /**
   * All failures of a run.
   *
   * @param failures at least one
   */
  public static PrefetchFailedException of(Collection<? extends HermeticException> failures) {
    List<HermeticException> all = List.copyOf(failures);
    HermeticException first = all.get(0);
    PlainBuilder<PrefetchFailedException> builder =
        new PlainBuilder<>("failed", parts -> new PrefetchFailedException(parts, all));
    all.stream().skip(1).forEach(builder::suppressed);
    return builder
        .message(all.size() + " problem(s), first: " + headline(first))
        .cause(first)
        .build();
  }

  /** Each failure. */
  public List<HermeticException> failures() {
    return failures;
  }

  /** The same failures, those at a place whose own is not known. */
  @Override
  public PrefetchFailedException at(Location where) {
    return of(failures.stream().map(failure -> failure.at(where)).toList());
  }

  /** The same failures about another thing. */
  @Override
  public PrefetchFailedException about(String thing) {
    return of(failures.stream().map(failure -> failure.about(thing)).toList());
  }

  private static String headline(HermeticException failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }
}
