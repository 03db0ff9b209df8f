package dev.hermetic.rpm.solve.request;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A shell pattern of {@code *}, {@code ?} and brackets, or plain text. Takes linear time but for
 * brackets.
 */
public final class Glob {
  private final String text;
  private final @Nullable Pattern pattern;

  private Glob(String text, @Nullable Pattern pattern) {
    this.text = text;
    this.pattern = pattern;
  }

  /** A pattern, or plain text when nothing in it is one. */
  public static Glob of(String text) {
    return new Glob(text, isGlob(text) ? Pattern.compile(regex(text), Pattern.DOTALL) : null);
  }

  /** Whether a text is a pattern. */
  public static boolean isGlob(String text) {
    return text.indexOf('*') >= 0 || text.indexOf('?') >= 0 || text.indexOf('[') >= 0;
  }

  /** Whether all of a text is what is meant. */
  public boolean matches(String other) {
    return pattern == null ? text.equals(other) : pattern.matcher(other).matches();
  }

  private static String regex(String glob) {
    StringBuilder regex = new StringBuilder();
    int i = 0;
    while (i < glob.length()) {
      char c = glob.charAt(i++);
      if (c == '*') {
        while (i < glob.length() && glob.charAt(i) == '*') {
          i++;
        }
        regex.append(".*");
      } else if (c == '?') {
        regex.append('.');
      } else if (c == '[' && glob.indexOf(']', i + 1) > 0) {
        int end = glob.indexOf(']', i + 1);
        regex.append(set(glob.substring(i, end)));
        i = end + 1;
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return regex.toString();
  }

  private static String set(String inside) {
    boolean not = inside.startsWith("!") || inside.startsWith("^");
    StringBuilder set = new StringBuilder(not ? "[^" : "[");
    for (int i = not ? 1 : 0; i < inside.length(); i++) {
      char c = inside.charAt(i);
      if (c != '-' && !Character.isLetterOrDigit(c)) {
        set.append('\\');
      }
      set.append(c);
    }
    return set.append(']').toString();
  }
}
