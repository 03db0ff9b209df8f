package dev.hermetic.core;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A finding that is not a failure by itself: severity, stable code, one sentence, hints, and where
 * it was seen. Safe to print, as {@link HermeticException} is.
 */
public final class Diagnostic {
  /** How much a finding matters. */
  public enum Severity {
    /** Worth knowing. */
    INFO,
    /** A person should act. */
    WARNING,
    /** Something requested cannot be done. */
    ERROR
  }

  private final Severity severity;
  private final String code;
  private final String message;
  private final List<String> hints;
  private final @Nullable Location location;

  private Diagnostic(
      Severity severity,
      String code,
      String message,
      List<String> hints,
      @Nullable Location location) {
    this.severity = severity;
    this.code = code;
    this.message = message;
    this.hints = hints;
    this.location = location;
  }

  /** A warning without a place. */
  public static Diagnostic warning(String code, String message, String... hints) {
    return new Diagnostic(Severity.WARNING, code, PrintableText.text(message), safe(hints), null);
  }

  /** An information without a place. */
  public static Diagnostic info(String code, String message, String... hints) {
    return new Diagnostic(Severity.INFO, code, PrintableText.text(message), safe(hints), null);
  }

  private static List<String> safe(String... hints) {
    return Stream.of(hints).map(PrintableText::text).toList();
  }

  /** The same finding with lines that explain it behind its sentence. */
  public Diagnostic explainedBy(List<String> lines) {
    return new Diagnostic(severity, code, message + PrintableText.further(lines), hints, location);
  }

  /** The same finding at a place. */
  public Diagnostic at(Location where) {
    return new Diagnostic(severity, code, message, hints, where);
  }

  /** How much it matters. */
  public Severity severity() {
    return severity;
  }

  /** The stable code, listed in {@code docs/errors.md}. */
  public String code() {
    return code;
  }

  /** One sentence without the place, and the lines that explain it. */
  public String message() {
    return message;
  }

  /** What to do, imperative, at most three. */
  public List<String> hints() {
    return hints;
  }

  /** Where it was seen. */
  public Optional<Location> location() {
    return Optional.ofNullable(location);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Diagnostic that
        && severity == that.severity
        && code.equals(that.code)
        && message.equals(that.message)
        && hints.equals(that.hints)
        && Objects.equals(location, that.location);
  }

  @Override
  public int hashCode() {
    return Objects.hash(code, message, location);
  }

  /** {@code file:line: message}. */
  @Override
  public String toString() {
    return location == null ? message : location + ": " + message;
  }
}
