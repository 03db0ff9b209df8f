package dev.hermetic.rpm.closure;

import dev.hermetic.rpm.file.Dependency;
import java.util.Map;

/** Reads a single dependency from text, {@code name >= 1:2-3}. */
final class Capability {
  private static final Map<String, Integer> SIGNS =
      Map.of("<", 2, ">", 4, "=", 8, "==", 8, "<=", 10, "=<", 10, ">=", 12, "=>", 12);

  private Capability() {}

  static Dependency parse(String text) {
    String[] words = text.strip().split("\\s+");
    Integer flags = words.length == 3 ? SIGNS.get(words[1]) : null;
    return flags == null
        ? new Dependency(text.strip(), 0, "")
        : new Dependency(words[0], flags, words[2]);
  }

  static boolean isSign(String word) {
    return SIGNS.containsKey(word);
  }
}
