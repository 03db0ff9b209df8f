package dev.hermetic.pip.requirements;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Splits options into words by the rules of a POSIX shell, as Python's {@code shlex.split}. */
final class ShellWords {
  /** A word without its quotes, and where it stands in the line. */
  record Word(String text, int start, int end) {}

  private final String line;
  private final List<Word> words = new ArrayList<>();
  private int at;

  private ShellWords(String line, int from) {
    this.line = line;
    this.at = from;
  }

  /** The words from an index on; empty when a quote or escape is left open. */
  static Optional<List<Word>> split(String line, int from) {
    ShellWords words = new ShellWords(line, from);
    while (words.at < line.length()) {
      if (isBlank(line.charAt(words.at))) {
        words.at++;
      } else if (!words.word()) {
        return Optional.empty();
      }
    }
    return Optional.of(List.copyOf(words.words));
  }

  private boolean word() {
    int start = at;
    StringBuilder out = new StringBuilder();
    while (at < line.length() && !isBlank(line.charAt(at))) {
      char c = line.charAt(at++);
      boolean whole =
          switch (c) {
            case '\'' -> quoted(out);
            case '"' -> doubleQuoted(out);
            case '\\' -> escaped(out);
            default -> {
              out.append(c);
              yield true;
            }
          };
      if (!whole) {
        return false;
      }
    }
    words.add(new Word(out.toString(), start, at));
    return true;
  }

  private boolean escaped(StringBuilder out) {
    if (at == line.length()) {
      return false;
    }
    out.append(line.charAt(at++));
    return true;
  }

  private boolean quoted(StringBuilder out) {
    int end = line.indexOf('\'', at);
    if (end < 0) {
      return false;
    }
    out.append(line, at, end);
    at = end + 1;
    return true;
  }

  private boolean doubleQuoted(StringBuilder out) {
    while (at < line.length()) {
      char c = line.charAt(at++);
      if (c == '"') {
        return true;
      }
      if (c == '\\' && at < line.length() && "\\\"".indexOf(line.charAt(at)) >= 0) {
        c = line.charAt(at++);
      }
      out.append(c);
    }
    return false;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }
}
