package dev.hermetic.rpm.lock.input;

import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PrintableText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The arguments of a build that {@code FROM} may name: what a file of arguments says, else the
 * default of an {@code ARG} before the first {@code FROM}, and what builders know by themselves.
 */
final class BuildArguments {
  // Containers name some architectures otherwise than packages do.
  private static final Map<String, String> PLATFORM =
      Map.of("x86_64", "amd64", "aarch64", "arm64", "i686", "386");

  private final Map<String, String> given;
  private final Map<String, String> values = new HashMap<>();

  /**
   * Without any {@code ARG} so far.
   *
   * @param given the values of the file of arguments
   * @param arch the architecture of the target, when there is one
   */
  BuildArguments(Map<String, String> given, Optional<String> arch) {
    this.given = given;
    arch.ifPresent(
        target -> {
          String platform = PLATFORM.getOrDefault(target, target);
          values.put("TARGETOS", "linux");
          values.put("TARGETARCH", platform);
          values.put("TARGETPLATFORM", "linux/" + platform);
        });
    values.putAll(given);
  }

  /** An {@code ARG} before the first {@code FROM}, which may name several arguments. */
  void declare(String rest) {
    for (String word : words(rest)) {
      int equals = word.indexOf('=');
      if (equals > 0 && !given.containsKey(word.substring(0, equals))) {
        values.put(
            word.substring(0, equals), new DollarText(values).replace(word.substring(equals + 1)));
      }
    }
  }

  /**
   * A text of {@code FROM} with its arguments.
   *
   * @throws LockfileException with code {@code rpm.containerfile} when one has no value
   */
  LocatedText expand(LocatedText text) {
    String expanded = new DollarText(values).replace(text.text());
    Optional<String> left = DollarText.left(expanded);
    if (left.isPresent()) {
      throw LockfileException.of(
          "rpm.containerfile",
          text.at(),
          PrintableText.quoted(text.text())
              + " needs the argument "
              + left.get()
              + ", which has no value",
          "give the ARG before the first FROM a default, or name a file with 'argFile'");
    }
    if (expanded.isBlank()) {
      throw LockfileException.of(
          "rpm.containerfile", text.at(), PrintableText.quoted(text.text()) + " names no image");
    }
    return new LocatedText(text.at(), expanded);
  }

  /** Words between blanks, quotes dropped. */
  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    char quote = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ' ';
      if (quote == 0 && (c == ' ' || c == '\t') || i == text.length()) {
        if (word.length() > 0) {
          words.add(word.toString());
        }
        word.setLength(0);
      } else if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else if (c == quote) {
        quote = 0;
      } else {
        word.append(c);
      }
    }
    return words;
  }
}
