package dev.hermetic.rpm.lock.solve.request;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern of the shell for whole names: {@code *}, {@code ?}, {@code [a-z]}, {@code [!a-z]} or
 * {@code [^a-z]}; a bracket without its end is a character. Every text is one, plain text being a
 * pattern of itself. Matching takes time in proportion to the product of the lengths at most,
 * whatever the pattern.
 */
public final class Glob {
  private static final Element STAR = c -> true;

  private final String text;
  private final List<Element> elements = new ArrayList<>();

  /** What one character may be. */
  @FunctionalInterface
  private interface Element {
    boolean accepts(char c);
  }

  private Glob(String text) {
    this.text = text;
  }

  /** Whether a text is a pattern. */
  public static boolean isGlob(String text) {
    return text.indexOf('*') >= 0 || text.indexOf('?') >= 0 || text.indexOf('[') >= 0;
  }

  /** A pattern, or plain text when nothing in it is one. */
  public static Glob of(String pattern) {
    Glob glob = new Glob(pattern);
    int i = 0;
    while (isGlob(pattern) && i < pattern.length()) {
      char c = pattern.charAt(i);
      int end = c == '[' ? endOfSet(pattern, i) : -1;
      if (end > 0) {
        glob.elements.add(set(pattern.substring(i + 1, end)));
        i = end + 1;
        continue;
      }
      glob.elements.add(c == '*' ? STAR : c == '?' ? any -> true : other -> other == c);
      i++;
    }
    return glob;
  }

  /** Where the set that begins here ends; -1 when it does not. */
  private static int endOfSet(String pattern, int start) {
    int first = start + 1;
    if (first < pattern.length() && isNegation(pattern.charAt(first))) {
      first++;
    }
    // A bracket right at the beginning is a member of the set.
    return pattern.indexOf(']', first + 1);
  }

  private static boolean isNegation(char c) {
    return c == '!' || c == '^';
  }

  private static Element set(String content) {
    boolean negated = isNegation(content.charAt(0));
    String members = negated ? content.substring(1) : content;
    return c -> isMember(members, c) != negated;
  }

  private static boolean isMember(String members, char c) {
    int i = 0;
    while (i < members.length()) {
      if (i + 2 < members.length() && members.charAt(i + 1) == '-') {
        if (members.charAt(i) <= c && c <= members.charAt(i + 2)) {
          return true;
        }
        i += 3;
      } else if (members.charAt(i++) == c) {
        return true;
      }
    }
    return false;
  }

  /** Whether all of a text is what is meant. */
  public boolean matches(String other) {
    return elements.isEmpty() ? text.equals(other) : follows(other);
  }

  private boolean follows(String name) {
    int element = 0;
    int at = 0;
    int star = -1;
    int resume = 0;
    while (at < name.length()) {
      if (element < elements.size() && elements.get(element) == STAR) {
        star = element++;
        resume = at;
      } else if (element < elements.size() && elements.get(element).accepts(name.charAt(at))) {
        element++;
        at++;
      } else if (star >= 0) {
        // The last star takes one character more; earlier ones need not be tried again.
        element = star + 1;
        at = ++resume;
      } else {
        return false;
      }
    }
    while (element < elements.size() && elements.get(element) == STAR) {
      element++;
    }
    return element == elements.size();
  }
}
