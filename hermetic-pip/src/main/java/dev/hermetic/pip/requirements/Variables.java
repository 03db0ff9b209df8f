package dev.hermetic.pip.requirements;

import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills in <code>${NAME}</code> where the name is of capitals, digits and underscores. The values
 * are the caller's; nothing is read from the process. Other dollar signs stay.
 */
final class Variables {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z0-9_]+)\\}");

  private final Function<String, Optional<String>> values;

  Variables(Function<String, Optional<String>> values) {
    this.values = values;
  }

  /**
   * The line with its variables filled in, once: a value is not searched for further ones.
   *
   * @throws LockfileException with code {@code pip.variable} when one is not set. pip would take
   *     the placeholder for text, and the address or version would be wrong.
   */
  LogicalLine fill(LogicalLine line, Location at) {
    Matcher matcher = PLACEHOLDER.matcher(line.text());
    LogicalLine.Builder out = new LogicalLine.Builder(line.line());
    int from = 0;
    while (matcher.find()) {
      out.add(line, from, matcher.start());
      int start = line.sourceStart(matcher.start());
      out.add(value(matcher.group(1), at), start, line.sourceEnd(matcher.end()) - start);
      from = matcher.end();
    }
    if (from == 0) {
      return line;
    }
    out.add(line, from, line.text().length());
    return out.build();
  }

  /** The failure of a line that was filled in, with its variables in place of their values. */
  LockfileException concealed(LockfileException failure, LogicalLine original) {
    String message = failure.reason();
    Matcher matcher = PLACEHOLDER.matcher(original.text());
    while (matcher.find()) {
      String value = values.apply(matcher.group(1)).orElse("");
      message = value.isEmpty() ? message : message.replace(value, matcher.group());
    }
    return LockfileException.builder(failure.code(), failure.location().orElseThrow())
        .message(message)
        .hints(failure.hints())
        .build();
  }

  private String value(String name, Location at) {
    String value = values.apply(name).orElse("");
    if (value.isEmpty()) {
      throw LockfileException.of(
          "pip.variable",
          at,
          "the variable " + name + " is not set",
          "set it, and allow the project to use it, for example with --allow-variable " + name,
          "or give its value in the option 'variables' of this input");
    }
    return value;
  }
}
