package dev.hermetic.pip.requirement;

import dev.hermetic.core.InputException;
import dev.hermetic.core.PrintableText;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The name of a package, an extra or a dependency group in its normalized form (PEP 503, PEP 685,
 * PEP 735): lower case, with a single hyphen for each run of {@code -}, {@code _} and {@code .}.
 * ASCII only, and so safe as part of a path or a URL. Immutable.
 */
public final class PackageName implements Comparable<PackageName> {
  /** More than any index accepts. */
  private static final int MAX_LENGTH = 250;

  private final String normalized;

  private PackageName(String normalized) {
    this.normalized = normalized;
  }

  /**
   * Normalizes a name.
   *
   * @throws InputException {@code pip.name} when it is none (PEP 508, "Names")
   */
  public static PackageName of(String name) {
    if (!isValid(name)) {
      throw InputException.of(
          "pip.name", PrintableText.quoted(name) + " is not a name of a Python package");
    }
    return new PackageName(normalize(name));
  }

  /** Whether it is a name: letters, digits and {@code . - _}, the latter not at its ends. */
  public static boolean isValid(String name) {
    int last = name.length() - 1;
    return last >= 0
        && last < MAX_LENGTH
        && isWord(name.charAt(0))
        && isWord(name.charAt(last))
        && name.chars().allMatch(c -> isWord((char) c) || isSeparator((char) c));
  }

  static boolean isWord(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
  }

  static boolean isSeparator(char c) {
    return c == '-' || c == '_' || c == '.';
  }

  /** The normalized form of any text. */
  static String normalize(String text) {
    StringBuilder out = new StringBuilder(text.length());
    boolean separated = false;
    String lower = text.toLowerCase(Locale.ROOT);
    for (int i = 0; i < lower.length(); i++) {
      boolean separator = isSeparator(lower.charAt(i));
      if (!separator) {
        out.append(lower.charAt(i));
      } else if (!separated) {
        out.append('-');
      }
      separated = separator;
    }
    return out.toString();
  }

  /** The name as files carry it, with {@code _} for {@code -} (PEP 427, PEP 625). */
  public String escaped() {
    return normalized.replace('-', '_');
  }

  @Override
  public int compareTo(PackageName other) {
    return normalized.compareTo(other.normalized);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PackageName name && normalized.equals(name.normalized);
  }

  @Override
  public int hashCode() {
    return normalized.hashCode();
  }

  /** The normalized form. */
  @Override
  public String toString() {
    return normalized;
  }
}
