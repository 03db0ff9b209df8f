package dev.hermetic.pip.requirements;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path with extras behind it: {@code ./project[a,b]}.
 *
 * @param path the path alone
 * @param extras the extras in their brackets; empty without any
 */
record LocalName(String path, String extras) {
  private static final Pattern EXTRAS = Pattern.compile("(.+)(\\[[^\\]]+\\])", Pattern.DOTALL);
  private static final Pattern ARCHIVE =
      Pattern.compile(".*\\.(?:zip|whl|tbz|txz|tlz|tgz|tar(?:\\.(?:bz2|gz|xz|lz|lzma))?)");

  static LocalName of(String text) {
    Matcher matcher = EXTRAS.matcher(text);
    return matcher.matches()
        ? new LocalName(matcher.group(1).stripTrailing(), matcher.group(2))
        : new LocalName(text, "");
  }

  /** Whether the text can be a path at all. */
  static boolean looksLikePath(String text) {
    return text.indexOf('/') >= 0 || text.startsWith(".");
  }

  /** Whether the name ends like that of an archive. */
  boolean isArchive() {
    return ARCHIVE.matcher(path.toLowerCase(Locale.ROOT)).matches();
  }

  /** Whether this is {@code name @ address} rather than a path. */
  boolean isNamed() {
    int at = path.indexOf('@');
    return at >= 0 && !looksLikePath(path.substring(0, at));
  }
}
