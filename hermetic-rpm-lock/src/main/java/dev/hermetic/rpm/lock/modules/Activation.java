package dev.hermetic.rpm.lock.modules;

import java.util.BitSet;
import java.util.List;

/**
 * Which builds are active.
 *
 * @param builds their places
 * @param trouble what could not be had
 * @param problems why, in sentences for each problem
 */
record Activation(BitSet builds, Trouble trouble, List<List<String>> problems) {
  /** What could not be had. */
  enum Trouble {
    /** Everything could. */
    NONE(""),
    /** Some default streams. */
    DEFAULTS("Modular dependency problems with Defaults:"),
    /** Some latest builds. */
    LATEST("Modular dependency problems with the latest modules:"),
    /** Some enabled streams. */
    ENABLED("Modular dependency problems:"),
    /** Nothing at all. */
    ALL("Modular dependency problems:");

    private final String words;

    Trouble(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  static Activation none() {
    return new Activation(new BitSet(), Trouble.NONE, List.of());
  }
}
