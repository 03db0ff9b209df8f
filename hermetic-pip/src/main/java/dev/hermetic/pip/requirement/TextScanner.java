package dev.hermetic.pip.requirement;

import dev.hermetic.core.InputException;
import dev.hermetic.core.PrintableText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a text from left to right, for the grammars of PEP 508. */
final class TextScanner {
  private final String text;
  private final String code;
  private int at;

  /**
   * A scanner at the start of a text.
   *
   * @param code the code of failures
   * @throws InputException when the text has control characters other than tabs
   */
  TextScanner(String text, String code, int maxLength) {
    this.text = text;
    this.code = code;
    if (text.length() > maxLength) {
      throw failure("is longer than " + maxLength + " characters");
    }
    if (text.chars().anyMatch(c -> c != '\t' && Character.isISOControl(c))) {
      throw failure("holds a control character");
    }
  }

  InputException failure(String what) {
    return InputException.of(code, PrintableText.quoted(text) + " " + what);
  }

  /** A failure here. */
  InputException expected(String what) {
    return at == text.length()
        ? failure("ends where " + what + " should follow")
        : failure(
            "has " + PrintableText.quoted(text.substring(at)) + " where " + what + " should stand");
  }

  boolean atEnd() {
    return at == text.length();
  }

  /** Skips spaces and tabs, and says whether there was one. */
  boolean skipSpace() {
    int start = at;
    while (!atEnd() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    return at > start;
  }

  boolean peek(char c) {
    return !atEnd() && text.charAt(at) == c;
  }

  boolean take(char c) {
    boolean there = peek(c);
    at += there ? 1 : 0;
    return there;
  }

  void require(char c) {
    if (!take(c)) {
      throw expected("'" + c + "'");
    }
  }

  /** Takes a word that no letter, digit or underscore goes on from. */
  boolean takeWord(String word) {
    boolean there =
        text.startsWith(word, at)
            && (at == 0 || !isWord(text.charAt(at - 1)))
            && (at + word.length() == text.length() || !isWord(text.charAt(at + word.length())));
    at += there ? word.length() : 0;
    return there;
  }

  /** Takes the first of some words. */
  @Nullable String takeWord(List<String> words) {
    return words.stream().filter(this::takeWord).findFirst().orElse(null);
  }

  /** Takes the first of some texts. */
  @Nullable String take(List<String> texts) {
    for (String candidate : texts) {
      if (text.startsWith(candidate, at)) {
        at += candidate.length();
        return candidate;
      }
    }
    return null;
  }

  /** Takes everything up to one of some characters or the end. */
  String until(String stops) {
    int start = at;
    while (!atEnd() && stops.indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(start, at);
  }

  /** Takes a name, without separators at its end; empty when there is none. */
  String name() {
    int start = at;
    while (!atEnd()
        && (PackageName.isWord(text.charAt(at))
            || at > start && PackageName.isSeparator(text.charAt(at)))) {
      at++;
    }
    while (at > start && "-.".indexOf(text.charAt(at - 1)) >= 0) {
      at--;
    }
    return text.substring(start, at);
  }

  private static boolean isWord(char c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }
}
