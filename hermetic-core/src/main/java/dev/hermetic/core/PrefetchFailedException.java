package dev.hermetic.core;

import java.util.Collection;
import java.util.List;

/** Several failures of one run, in a stable order. */
public final class PrefetchFailedException extends HermeticException {
  private static final long serialVersionUID = 2L;

  private final List<HermeticException> failures;

  private PrefetchFailedException(Builder parts) {
    super(parts);
    this.failures = parts.failures;
  }

  /**
   * All failures of a run.
   *
   * @param failures at least one
   */
  public static PrefetchFailedException of(Collection<? extends HermeticException> failures) {
    return new Builder(List.copyOf(failures)).build();
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

  private static final class Builder
      extends HermeticException.Builder<PrefetchFailedException, Builder> {
    private final List<HermeticException> failures;

    Builder(List<HermeticException> failures) {
      super("failed");
      this.failures = failures;
      HermeticException first = failures.get(0);
      message(failures.size() + " problem(s), first: " + headline(first)).cause(first);
      failures.stream().skip(1).forEach(this::suppressed);
    }

    private static String headline(HermeticException failure) {
      return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }

    @Override
    Builder self() {
      return this;
    }

    @Override
    public PrefetchFailedException build() {
      return new PrefetchFailedException(this);
    }
  }
}
