package dev.hermetic.pip.metadata;

import dev.hermetic.core.InputException;

/** Failures of this package's readers. */
final class Malformed {
  private static final int MOST_SHOWN = 200;

  private Malformed() {}

  static InputException metadata(String origin, String fault) {
    return InputException.of("pip.metadata", printable(origin + ": " + fault));
  }

  static InputException archive(String origin, String fault) {
    return InputException.of("pip.damaged", printable(origin + ": " + fault));
  }

  // Texts of strangers: no control characters, and not endless.
  static String printable(String text) {
    String clean = text.replaceAll("\\p{Cntrl}", "?");
    return clean.length() <= 2 * MOST_SHOWN ? clean : clean.substring(0, 2 * MOST_SHOWN) + "…";
  }
}
