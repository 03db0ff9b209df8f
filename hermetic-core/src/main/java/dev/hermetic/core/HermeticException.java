package dev.hermetic.core;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The root of all failures: a stable code, one sentence that names the thing first, and at most
 * three imperative hints. New cases get new codes, not new classes; codes are listed in {@code
 * docs/errors.md}.
 *
 * <p>Messages and hints are safe to print: control characters of text from the outside appear as
 * escapes. A message that has a proof or the like behind its sentence has indented lines for it;
 * every line break is the message's own.
 */
public abstract class HermeticException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final String subject;
  private final List<String> hints;

  HermeticException(
      String code, String subject, String message, @Nullable Throwable cause, List<String> hints) {
    super(Printable.text(message), cause);
    this.code = code;
    this.subject = subject;
    this.hints = hints.stream().map(Printable::text).toList();
  }

  HermeticException(String code, List<String> lines, List<String> hints) {
    super(Printable.text(lines.get(0)) + Printable.further(lines.subList(1, lines.size())));
    this.code = code;
    this.subject = "";
    this.hints = hints.stream().map(Printable::text).toList();
  }

  /** The stable code, for example {@code integrity.digest}. */
  public String code() {
    return code;
  }

  /**
   * The thing the failure is about, for example {@code lodash@4.17.21}; empty when there is no
   * single one.
   */
  public Optional<String> subject() {
    return subject.isEmpty() ? Optional.empty() : Optional.of(subject);
  }

  /** What to do about it. */
  public List<String> hints() {
    return hints;
  }
}
