package dev.hermetic.formats.containerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds where the words of an instruction begin here-documents. */
final class Heredocs {
  private static final Pattern WORD =
      Pattern.compile("[0-9]*<<(-?)(?:\"([^<\"']+)\"|'([^<\"']+)'|([^<\"']+))");

  private Heredocs() {}

  /**
   * A here-document that follows.
   *
   * @param end the line that ends it
   * @param tabs whether tabs before that line do not count
   */
  record Heredoc(String end, boolean tabs) {
    boolean endsAt(String line) {
      int i = 0;
      while (tabs && i < line.length() && line.charAt(i) == '\t') {
        i++;
      }
      return line.substring(i).equals(end);
    }
  }

  /** The here-documents of an instruction in the order in which they follow. */
  static List<Heredoc> of(String text) {
    List<Heredoc> found = new ArrayList<>();
    for (String word : words(text)) {
      Matcher matcher = WORD.matcher(word);
      if (matcher.matches()) {
        String end = matcher.group(2) != null ? matcher.group(2) : matcher.group(3);
        found.add(new Heredoc(end != null ? end : matcher.group(4), !matcher.group(1).isEmpty()));
      }
    }
    return found;
  }

  /** Words between blanks; blanks inside of quotes do not separate. */
  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && quote != '\'' && i + 1 < text.length()) {
        word.append(c).append(text.charAt(++i));
        continue;
      }
      if (quote == 0 && (c == ' ' || c == '\t')) {
        words.add(word.toString());
        word.setLength(0);
        continue;
      }
      if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else if (c == quote) {
        quote = 0;
      }
      word.append(c);
    }
    words.add(word.toString());
    return words;
  }
}
