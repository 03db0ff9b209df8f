package dev.hermetic.rpm.lock.input;

import dev.hermetic.core.LockfileException;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values for {@code {key}} in the input. {@code ${key}} is none of ours, but a variable of dnf.
 * Values are not replaced again. Immutable.
 *
 * @param values by key
 */
record Variables(SortedMap<String, String> values) {
  static final Variables NOTHING = new Variables(new TreeMap<>());

  private static final int MAX_LENGTH = 1 << 16;
  private static final Pattern PLACEHOLDER = Pattern.compile("(?<![$])\\{([A-Za-z0-9_./-]+)\\}");

  Variables {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /** These and others, which win. */
  Variables with(Map<String, String> others) {
    SortedMap<String, String> all = new TreeMap<>(values);
    all.putAll(others);
    return new Variables(all);
  }

  /**
   * The text with each key replaced.
   *
   * @throws LockfileException with code {@code rpm.in-variable} when a key has no value
   */
  LocatedText replace(LocatedText text) {
    if (text.text().indexOf('{') < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    Matcher matcher = PLACEHOLDER.matcher(text.text());
    int from = 0;
    while (matcher.find()) {
      String value = values.get(matcher.group(1));
      if (value == null) {
        throw LockfileException.of(
            "rpm.in-variable",
            text.at(),
            "{" + matcher.group(1) + "} has no value",
            "add it under 'variables', or as a label of the image that they come from");
      }
      out.append(text.text(), from, matcher.start()).append(value);
      from = matcher.end();
      if (out.length() > MAX_LENGTH) {
        throw LockfileException.of(
            "rpm.in-variable",
            text.at(),
            "the values make the text longer than " + MAX_LENGTH + " characters");
      }
    }
    return new LocatedText(text.at(), out.append(text.text().substring(from)).toString());
  }
}
