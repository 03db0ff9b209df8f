package dev.hermetic.rpm.lock.input;

import dev.hermetic.core.InputException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces {@code $name}, {@code ${name}}, {@code ${name:-word}} and {@code ${name:+word}}; what
 * has no value stays as it is. Values are not replaced again. Time and memory are bounded.
 */
final class DollarText {
  private static final int MAX_DEPTH = 32;
  private static final int MAX_LENGTH = 1 << 16;
  private static final Pattern LEFT = Pattern.compile("\\$\\{?([A-Za-z0-9_]+)");

  private final Map<String, String> values;

  DollarText(Map<String, String> values) {
    this.values = values;
  }

  /** The first variable that a replaced text still names; empty when there is none. */
  static Optional<String> left(String text) {
    Matcher matcher = LEFT.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /**
   * The text with the variables replaced.
   *
   * @throws InputException with code {@code rpm.in-variable} when it would be absurdly long
   */
  String replace(String text) {
    Part part = part(text, 0, 0);
    if (part != null) {
      return part.text();
    }
    throw new AssertionError("the outermost part needs no end");
  }

  /** A piece of the outcome, and where the text goes on behind it. */
  private record Part(String text, int end) {}

  /** Up to the end of the text, or in depth to the brace; null when the brace is missing. */
  private @Nullable Part part(String text, int from, int depth) {
    StringBuilder out = new StringBuilder();
    int i = from;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (depth > 0 && c == '}') {
        return new Part(out.toString(), i);
      }
      if (depth > 0 && c == '\\' && i + 1 < text.length()) {
        out.append(text.charAt(i + 1));
        i += 2;
      } else if (c == '$') {
        Part variable = variable(text, i, depth);
        if (variable == null) {
          // A brace is missing: nothing behind it is looked at, so that this ends soon.
          return depth > 0 ? null : new Part(out.append(text, i, text.length()).toString(), i);
        }
        out.append(variable.text());
        i = variable.end();
      } else {
        out.append(c);
        i++;
      }
      if (out.length() > MAX_LENGTH) {
        throw tooLong();
      }
    }
    return depth > 0 ? null : new Part(out.toString(), i);
  }

  /** What stands for the dollar sign and what follows; null when a brace is missing. */
  private @Nullable Part variable(String text, int dollar, int depth) {
    boolean braces = dollar + 1 < text.length() && text.charAt(dollar + 1) == '{';
    int start = braces ? dollar + 2 : dollar + 1;
    int end = start;
    while (end < text.length() && isOfName(text.charAt(end))) {
      end++;
    }
    @Nullable String value = values.get(text.substring(start, end));
    if (!braces) {
      return new Part(value == null ? text.substring(dollar, end) : value, end);
    }
    if (end < text.length() && text.charAt(end) == '}') {
      return new Part(value == null ? text.substring(dollar, end + 1) : value, end + 1);
    }
    boolean hasWord = text.startsWith(":-", end) || text.startsWith(":+", end);
    if (!hasWord) {
      return new Part(text.substring(dollar, end), end);
    }
    Part word = depth < MAX_DEPTH ? part(text, end + 2, depth + 1) : null;
    if (word == null) {
      return null;
    }
    boolean set = value != null && !value.isEmpty();
    boolean alternate = text.charAt(end + 1) == '+';
    String other = alternate || value == null ? "" : value;
    return new Part(set == alternate ? word.text() : other, word.end() + 1);
  }

  private static boolean isOfName(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
  }

  private static InputException tooLong() {
    return InputException.of(
        "rpm.in-variable", "a value is longer than " + MAX_LENGTH + " characters");
  }
}
