package dev.hermetic.core.internal.fetch;

import java.util.Locale;
import java.util.Map;

/** How long a server says that an answer needs no asking again (RFC 9111, section 5.2.2). */
final class Freshness {
  /** Indexes say minutes; a mistake of theirs must not hide new releases for months. */
  static final long MOST_SECONDS = 24 * 60 * 60;

  private Freshness() {}

  /** The seconds from now on; 0 when it says nothing of the kind, or has to be asked each time. */
  static long seconds(Map<String, String> fields) {
    long age = number(fields.getOrDefault("age", ""));
    long most = 0;
    for (String part : fields.getOrDefault("cache-control", "").split(",", -1)) {
      String directive = part.strip().toLowerCase(Locale.ROOT);
      String name = directive.split("=", 2)[0].strip();
      if (name.equals("no-cache") || name.equals("no-store")) {
        return 0;
      }
      if (name.equals("max-age")) {
        most = number(directive.substring(directive.indexOf('=') + 1).strip().replace("\"", ""));
      }
    }
    return Math.min(MOST_SECONDS, Math.max(0, most - age));
  }

  /** Digits, as many as a second count can need; anything else counts as none. */
  private static long number(String text) {
    return text.matches("[0-9]{1,10}") ? Long.parseLong(text) : 0;
  }
}
