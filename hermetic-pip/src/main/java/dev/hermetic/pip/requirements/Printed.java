package dev.hermetic.pip.requirements;

import dev.hermetic.pip.version.Shown;

/** Text of a requirements file as it may appear in a message: without the secrets of a URL. */
final class Printed {
  private Printed() {}

  static String quoted(String raw) {
    return Shown.quoted(redacted(raw));
  }

  /** The text without the user information of its URLs. */
  static String redacted(String raw) {
    return raw.replaceAll("//[^@/?#\\s]*@", "//***@");
  }
}
