package dev.hermetic.generic;

import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.spi.ResolveContext;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Expands {@code $NAME} and {@code ${NAME}}; {@code $$} is one dollar sign, and a dollar sign
 * before anything else stays.
 */
final class Variables implements UnaryOperator<String> {
  private static final Pattern REFERENCE =
      Pattern.compile("\\$(?:\\$|([A-Za-z_][A-Za-z0-9_]*)|\\{([A-Za-z_][A-Za-z0-9_]*)\\})");

  private final Location at;
  private final ResolveContext context;

  Variables(Location at, ResolveContext context) {
    this.at = at;
    this.context = context;
  }

  /**
   * Expands a text.
   *
   * @throws LockfileException with code {@code generic.variable} naming a variable that is not set
   */
  @Override
  public String apply(String text) {
    Matcher matcher = REFERENCE.matcher(text);
    StringBuilder out = new StringBuilder();
    while (matcher.find()) {
      String name = Optional.ofNullable(matcher.group(1)).orElse(matcher.group(2));
      matcher.appendReplacement(out, Matcher.quoteReplacement(name == null ? "$" : value(name)));
    }
    return matcher.appendTail(out).toString();
  }

  private String value(String name) {
    String value =
        context
            .variable(name)
            .orElseThrow(
                () ->
                    LockfileException.of(
                        "generic.variable",
                        at,
                        "the variable " + name + " is not set",
                        "set it, or write $$ for a dollar sign"));
    if (value.isEmpty()) {
      context.report(
          Diagnostic.warning("generic.variable-empty", "the variable " + name + " is empty")
              .at(at));
    }
    return value;
  }
}
