package dev.hermetic.pip.metadata;

import dev.hermetic.core.InputException;
import dev.hermetic.pip.requirement.Requirement;
import dev.hermetic.pip.version.SpecifierSet;
import java.util.regex.Pattern;

/**
 * Requirements and specifiers of published metadata. Files on an index never change, so the common
 * slips of old tools, all with one possible meaning, are read as pip's older parsers did.
 */
final class LegacyText {
  // ">=3.6.*" was allowed before PEP 440 settled that ".*" belongs to == and != only.
  private static final Pattern STAR = Pattern.compile("([<>]=?|~=)(\\s*)([0-9][0-9.]*?)\\.\\*");
  // ">=3.6<4" without the comma.
  private static final Pattern NO_COMMA = Pattern.compile("([0-9*])\\s*([<>=!~]=|[<>])");
  private static final Pattern LAST_COMMA = Pattern.compile(",\\s*(?=[;)\\]]|$)");

  private LegacyText() {}

  static Requirement requirement(String text) {
    try {
      return Requirement.parse(text);
    } catch (InputException strict) {
      int marker = text.indexOf(';');
      String head = marker < 0 ? text : text.substring(0, marker);
      String mended = mended(head) + (marker < 0 ? "" : text.substring(marker));
      if (mended.equals(text)) {
        throw strict;
      }
      return Requirement.parse(mended);
    }
  }

  static SpecifierSet specifiers(String text) {
    try {
      return SpecifierSet.parse(text);
    } catch (InputException strict) {
      String mended = mended(text.replace("'", "").replace("\"", ""));
      if (mended.equals(text)) {
        throw strict;
      }
      return SpecifierSet.parse(mended);
    }
  }

  private static String mended(String text) {
    String commas = NO_COMMA.matcher(text).replaceAll("$1,$2");
    return LAST_COMMA.matcher(STAR.matcher(commas).replaceAll("$1$2$3")).replaceAll("");
  }
}
