package dev.hermetic.pip.index;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tag of an HTML page, taken apart (HTML, section 13.2.5); one object for all tags of a page. */
final class HtmlTag {
  /** No end within the page. */
  static final int UNENDED = -1;

  /** Something that parsers mend in ways of their own. */
  static final int ODD = -2;

  private static final String NAME_END = "\t\n\f\r />=";
  private static final String ODD_IN_NAMES = "\"'<";
  private static final String ODD_IN_VALUES = "\"'<=`";

  private final String text;
  private final List<String> names = new ArrayList<>();
  private final List<String> values = new ArrayList<>();
  private String name = "";
  private int at;

  HtmlTag(String text) {
    this.text = text;
  }

  /** The name of the element, in lower case. */
  String name() {
    return name;
  }

  /** The value of the first attribute of that name, entities not decoded. */
  @Nullable String value(String attribute) {
    int index = names.indexOf(attribute);
    return index < 0 ? null : values.get(index);
  }

  /**
   * Reads a tag from its name on.
   *
   * @return the position behind it, {@link #UNENDED} or {@link #ODD}
   */
  int read(int from) {
    names.clear();
    values.clear();
    at = from;
    name = word();
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '>') {
        return at + 1;
      }
      if (c == '/' || isSpace(c)) {
        at++;
      } else if (!attribute()) {
        return at < text.length() ? ODD : UNENDED;
      }
    }
    return UNENDED;
  }

  /** False at the end of the page, or when it is odd. */
  private boolean attribute() {
    int from = at;
    String key = word();
    skipSpace();
    boolean odd = from == at || isOdd(key, ODD_IN_NAMES);
    if (odd || at >= text.length()) {
      return false;
    }
    String value = "";
    if (text.charAt(at) == '=') {
      at++;
      skipSpace();
      String read = at < text.length() ? value() : null;
      if (read == null) {
        return false;
      }
      value = read;
    }
    names.add(key);
    values.add(value);
    return true;
  }

  private @Nullable String value() {
    char quote = text.charAt(at);
    if (quote == '"' || quote == '\'') {
      int end = text.indexOf(quote, at + 1);
      String value = end < 0 ? null : text.substring(at + 1, end);
      at = end < 0 ? text.length() : end + 1;
      return value;
    }
    int from = at;
    while (at < text.length() && text.charAt(at) != '>' && !isSpace(text.charAt(at))) {
      at++;
    }
    String value = text.substring(from, at);
    // An empty one before the end of the tag is a mistake, too.
    return value.isEmpty() || isOdd(value, ODD_IN_VALUES) ? null : value;
  }

  private static boolean isOdd(String word, String characters) {
    for (int i = 0; i < characters.length(); i++) {
      if (word.indexOf(characters.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** A name, in lower case; empty where none begins. */
  private String word() {
    int from = at;
    while (at < text.length() && NAME_END.indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return HtmlPage.lower(text.substring(from, at));
  }

  private void skipSpace() {
    while (at < text.length() && isSpace(text.charAt(at))) {
      at++;
    }
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
  }
}
