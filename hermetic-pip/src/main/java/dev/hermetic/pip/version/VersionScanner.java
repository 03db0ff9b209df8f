package dev.hermetic.pip.version;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a version in every spelling that PEP 440 ("Normalization", appendix B) allows, from left to
 * right without going back. Only ASCII digits are digits.
 */
final class VersionScanner {
  /** Longer words first where one begins another. */
  private static final List<String> PHASES =
      List.of("alpha", "a", "beta", "b", "preview", "pre", "c", "rc");

  private static final List<String> POSTS = List.of("post", "rev", "r");
  private static final Map<String, String> NORMAL =
      Map.of("alpha", "a", "beta", "b", "c", "rc", "pre", "rc", "preview", "rc");

  private final String text;
  private int at;

  /** Of an ASCII text. */
  VersionScanner(String text) {
    this.text = text.toLowerCase(Locale.ROOT);
  }

  /** The version, or null when the whole text is none. */
  @Nullable VersionParts scan() {
    VersionParts parts = scanPublic();
    if (parts == null || at == text.length()) {
      return parts;
    }
    String local = take("+") ? local() : null;
    return local == null || at < text.length()
        ? null
        : new VersionParts(parts.epoch(), parts.release(), parts.suffix(), local);
  }

  private @Nullable VersionParts scanPublic() {
    take("v");
    String first = number();
    if (first.isEmpty()) {
      return null;
    }
    String epoch = "0";
    if (take("!")) {
      epoch = first;
      first = number();
      if (first.isEmpty()) {
        return null;
      }
    }
    return new VersionParts(epoch, release(first), suffix(), null);
  }

  private List<String> release(String first) {
    List<String> release = new ArrayList<>(List.of(first));
    while (peek(0) == '.' && PythonText.isDigit(peek(1))) {
      at++;
      release.add(number());
    }
    return release;
  }

  private VersionParts.Suffix suffix() {
    String phase = word(PHASES);
    String pre = phase == null ? "0" : optionalNumber();
    String post = post();
    String dev = word(List.of("dev")) == null ? null : optionalNumber();
    String normal = phase == null ? "" : NORMAL.getOrDefault(phase, phase);
    return new VersionParts.Suffix(normal, pre, post, dev);
  }

  /** {@code 1.0-1} is a post release too. */
  private @Nullable String post() {
    if (peek(0) == '-' && PythonText.isDigit(peek(1))) {
      at++;
      return number();
    }
    return word(POSTS) == null ? null : optionalNumber();
  }

  /** A word with an optional separator before and behind it. */
  private @Nullable String word(List<String> words) {
    int start = at;
    separator();
    for (String word : words) {
      if (take(word)) {
        separator();
        return word;
      }
    }
    at = start;
    return null;
  }

  private void separator() {
    if (peek(0) == '.' || peek(0) == '_' || peek(0) == '-') {
      at++;
    }
  }

  private @Nullable String local() {
    StringBuilder local = new StringBuilder();
    while (true) {
      int start = at;
      while (PythonText.isDigit(peek(0)) || PythonText.isLetter(peek(0))) {
        at++;
      }
      if (at == start) {
        return null;
      }
      String part = text.substring(start, at);
      boolean digits = part.chars().allMatch(c -> PythonText.isDigit((char) c));
      local.append(digits ? plain(part) : part);
      int separator = at;
      separator();
      if (separator == at) {
        return local.toString();
      }
      local.append('.');
    }
  }

  private String optionalNumber() {
    String digits = number();
    return digits.isEmpty() ? "0" : digits;
  }

  /** Digits without leading zeros; empty when there are none. */
  private String number() {
    int start = at;
    while (PythonText.isDigit(peek(0))) {
      at++;
    }
    return plain(text.substring(start, at));
  }

  private static String plain(String digits) {
    int zeros = 0;
    while (zeros < digits.length() - 1 && digits.charAt(zeros) == '0') {
      zeros++;
    }
    return digits.substring(zeros);
  }

  private boolean take(String word) {
    boolean there = text.startsWith(word, at);
    at += there ? word.length() : 0;
    return there;
  }

  /** The character some way ahead; a character that fits nowhere behind the end. */
  private char peek(int ahead) {
    return at + ahead < text.length() ? text.charAt(at + ahead) : '\0';
  }
}
