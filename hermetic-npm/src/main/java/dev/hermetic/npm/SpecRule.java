package dev.hermetic.npm;

import java.util.regex.Pattern;

/**
 * Which dependency specifications stop to hold once a package comes from a {@code file:} URL.
 *
 * <p>npm keeps a locked package only while every specification that leads to it is satisfied, and
 * asks the registry otherwise. Ranges look at the version and hold; a dist-tag demands an http URL,
 * and a URL or git specification demands its own text.
 */
final class SpecRule {
  /** What takes their place: unlike the empty text it also works as the target of {@code $name}. */
  static final String ANY = "*";

  private static final String PART = "(?:[xX*]|[0-9]+)";
  private static final String PARTIAL =
      "[v=]*" + PART + "(?:\\." + PART + ")?(?:\\." + PART + ")?(?:[-+][0-9A-Za-z.+-]*)?";
  private static final Pattern COMPARATORS =
      Pattern.compile("\\s*(?:(?:[<>]=?|=|~>?|\\^)?\\s*" + PARTIAL + "\\s*)*");
  private static final Pattern HYPHEN =
      Pattern.compile("\\s*" + PARTIAL + "\\s+-\\s+" + PARTIAL + "\\s*");

  private SpecRule() {}

  /** Whether a specification would no longer hold. */
  static boolean breaks(String spec) {
    if (spec.startsWith("npm:")) {
      String target = spec.substring("npm:".length());
      int at = target.indexOf('@', 1);
      return at >= 0 && breaks(target.substring(at + 1));
    }
    return !isLocal(spec) && !spec.startsWith("$") && !isRange(spec);
  }

  private static boolean isLocal(String spec) {
    return spec.startsWith("file:")
        || spec.startsWith("link:")
        || spec.startsWith("workspace:")
        || spec.startsWith(".")
        || spec.startsWith("/")
        || spec.startsWith("~/");
  }

  /** Long texts are no range anybody wrote; the limit also bounds the work of the patterns. */
  private static boolean isRange(String spec) {
    if (spec.length() > 1_000) {
      return false;
    }
    for (String alternative : spec.split("\\|\\|", -1)) {
      if (!COMPARATORS.matcher(alternative).matches() && !HYPHEN.matcher(alternative).matches()) {
        return false;
      }
    }
    return true;
  }
}
