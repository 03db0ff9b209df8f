package dev.hermetic.rpm.version;

import java.util.Comparator;

/**
 * The order of single versions or releases, as {@code rpmvercmp} of rpm has it: digits and letters
 * form segments, everything else only separates them; {@code ~} sorts before everything, even the
 * end; {@code ^} after the end and before any other segment. Works on bytes of ASCII; other
 * characters are separators. Neither allocates nor recurses, and takes linear time.
 */
public final class VersionOrder implements Comparator<String> {
  /** The order. */
  public static final VersionOrder INSTANCE = new VersionOrder();

  private VersionOrder() {}

  /** Negative, zero or positive; texts that differ in separators alone are equal. */
  @Override
  public int compare(String left, String right) {
    if (left.equals(right)) {
      return 0;
    }
    int l = 0;
    int r = 0;
    while (l < left.length() || r < right.length()) {
      l = skipSeparators(left, l);
      r = skipSeparators(right, r);
      char a = charAt(left, l);
      char b = charAt(right, r);
      if (a == '~' || b == '~') {
        if (a != b) {
          return a == '~' ? -1 : 1;
        }
      } else if (a == '^' || b == '^') {
        if (a != b) {
          return caret(a, b);
        }
      } else if (a == 0 || b == 0) {
        break;
      } else {
        int leftEnd = segmentEnd(left, l, isDigit(a));
        int rightEnd = segmentEnd(right, r, isDigit(a));
        int order = segments(left, l, leftEnd, right, r, rightEnd);
        if (order != 0) {
          return order;
        }
        l = leftEnd;
        r = rightEnd;
        continue;
      }
      l++;
      r++;
    }
    return Boolean.compare(l < left.length(), r < right.length());
  }

  /** Only one of the two is a caret: it beats the end and loses against everything else. */
  private static int caret(char a, char b) {
    if (a == 0) {
      return -1;
    }
    if (b == 0) {
      return 1;
    }
    return a == '^' ? -1 : 1;
  }

  /** Compares two segments; the kind of the left one decides what counts in the right one. */
  private static int segments(String left, int l, int leftEnd, String right, int r, int rightEnd) {
    boolean numeric = isDigit(left.charAt(l));
    if (r == rightEnd) {
      // Of different kinds: the number is newer.
      return numeric ? 1 : -1;
    }
    int from = numeric ? skipZeros(left, l, leftEnd) : l;
    int to = numeric ? skipZeros(right, r, rightEnd) : r;
    if (numeric && leftEnd - from != rightEnd - to) {
      return leftEnd - from < rightEnd - to ? -1 : 1;
    }
    for (; from < leftEnd && to < rightEnd; from++, to++) {
      if (left.charAt(from) != right.charAt(to)) {
        return left.charAt(from) < right.charAt(to) ? -1 : 1;
      }
    }
    return Integer.compare(leftEnd - from, rightEnd - to);
  }

  private static int skipSeparators(String text, int at) {
    while (at < text.length() && isSeparator(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static int skipZeros(String text, int at, int end) {
    while (at < end && text.charAt(at) == '0') {
      at++;
    }
    return at;
  }

  private static int segmentEnd(String text, int at, boolean digits) {
    while (at < text.length() && (digits ? isDigit(text.charAt(at)) : isLetter(text.charAt(at)))) {
      at++;
    }
    return at;
  }

  private static char charAt(String text, int at) {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private static boolean isSeparator(char c) {
    return !isDigit(c) && !isLetter(c) && c != '~' && c != '^';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
