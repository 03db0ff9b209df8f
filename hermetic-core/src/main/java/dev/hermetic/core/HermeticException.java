package dev.hermetic.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The root of all failures: a stable code, one sentence that names the thing first, at most three
 * imperative hints, and where in a file of the project the cause lies. New cases get new codes, not
 * new classes; codes are listed in {@code docs/errors.md}.
 *
 * <p>Messages and hints are safe to print: control characters of text from the outside appear as
 * escapes. What explains the sentence, a proof for example, stands behind it in indented lines;
 * every line break of a message is its own.
 *
 * <p>Failures are made by factories and builders, are immutable but for what {@link Throwable}
 * itself lets change, and survive Java serialization with everything they say: build tools send
 * them between processes.
 */
public abstract class HermeticException extends RuntimeException {
  private static final long serialVersionUID = 2L;

  private final String code;
  private final String subject;
  private final String sentence;
  private final List<String> explanation;
  private final List<String> hints;
  private final @Nullable Location location;

  HermeticException(Builder<?, ?> parts) {
    super(parts.text());
    this.code = parts.code;
    this.subject = parts.subject;
    this.sentence = PrintableText.text(parts.message);
    this.explanation = List.copyOf(parts.explanation);
    this.hints = parts.hints.stream().map(PrintableText::text).toList();
    this.location = parts.location;
    if (parts.cause != null) {
      initCause(parts.cause);
    }
    parts.suppressed.forEach(this::addSuppressed);
  }

  /** The stable code, for example {@code integrity.digest}. */
  public final String code() {
    return code;
  }

  /**
   * The thing the failure is about, for example {@code lodash@4.17.21}; empty when there is no
   * single one.
   */
  public final Optional<String> subject() {
    return subject.isEmpty() ? Optional.empty() : Optional.of(subject);
  }

  /** What is wrong: the message without the place. */
  public final String reason() {
    return sentence + PrintableText.further(explanation);
  }

  /** What to do about it. */
  public final List<String> hints() {
    return hints;
  }

  /** Where in a file of the project the cause lies; the message begins with it. */
  public final Optional<Location> location() {
    return Optional.ofNullable(location);
  }

  /**
   * The same failure at a place, for the one who knows it. A place that is known already stays: it
   * was nearer to the cause.
   */
  public abstract HermeticException at(Location where);

  /** The same failure about another thing. */
  public abstract HermeticException about(String thing);

  /** A builder of the same kind that begins with all parts of this failure. */
  final <E extends HermeticException, B extends Builder<E, B>> B copyTo(B builder) {
    builder
        .subject(subject)
        .message(sentence)
        .explanation(explanation)
        .hints(hints)
        .cause(getCause());
    if (location != null) {
      builder.at(location);
    }
    for (Throwable other : getSuppressed()) {
      builder.suppressed(other);
    }
    return builder;
  }

  /**
   * Collects the parts of a failure; not thread-safe.
   *
   * @param <E> the kind of failure
   * @param <B> the builder itself
   */
  public abstract static class Builder<E extends HermeticException, B extends Builder<E, B>> {
    private final String code;
    private String subject = "";
    private String message = "";
    private List<String> explanation = List.of();
    private final List<String> hints = new ArrayList<>();
    private @Nullable Location location;
    private @Nullable Throwable cause;
    private final List<Throwable> suppressed = new ArrayList<>();

    Builder(String code) {
      this.code = code;
    }

    abstract B self();

    private String text() {
      String place = location == null ? "" : location + ": ";
      return PrintableText.text(place + message) + PrintableText.further(explanation);
    }

    /** The failure. */
    public abstract E build();

    /** Sets the thing it is about; the empty text stands for none. */
    public B subject(String thing) {
      subject = thing;
      return self();
    }

    /** Sets the sentence that says what is wrong, without a place. */
    public B message(String sentence) {
      message = sentence;
      return self();
    }

    /** Sets what explains the sentence, a line each. */
    public B explanation(List<String> lines) {
      explanation = lines;
      return self();
    }

    /** Sets where the cause lies. */
    public B at(Location where) {
      location = where;
      return self();
    }

    /** Adds what to do about it, in the imperative. */
    public B hints(String... more) {
      return hints(List.of(more));
    }

    /** Adds what to do about it, in the imperative. */
    public B hints(List<String> more) {
      hints.addAll(more);
      return self();
    }

    /** Sets the failure that caused it; null stands for none. */
    public B cause(@Nullable Throwable failure) {
      cause = failure;
      return self();
    }

    final B suppressed(Throwable failure) {
      suppressed.add(failure);
      return self();
    }

    /** Takes a place unless one is known. */
    final B near(Location where) {
      return location == null ? at(where) : self();
    }
  }

  /**
   * Collects the parts of a failure that says what every failure says; not thread-safe.
   *
   * @param <E> the kind of failure
   */
  public static final class PlainBuilder<E extends HermeticException>
      extends Builder<E, PlainBuilder<E>> {
    private final Function<PlainBuilder<E>, E> failure;

    PlainBuilder(String code, Function<PlainBuilder<E>, E> failure) {
      super(code);
      this.failure = failure;
    }

    @Override
    PlainBuilder<E> self() {
      return this;
    }

    @Override
    public E build() {
      return failure.apply(this);
    }
  }
}
