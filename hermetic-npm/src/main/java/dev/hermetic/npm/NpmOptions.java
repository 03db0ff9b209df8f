package dev.hermetic.npm;

import dev.hermetic.core.InputException;
import dev.hermetic.core.Options;
import dev.hermetic.core.PrintableText;
import java.util.List;
import java.util.Optional;

/**
 * The settings of one npm input.
 *
 * @param omitDev leave out what only development needs
 * @param omitOptional leave out optional packages
 * @param os the operating systems to prefetch for, in node's names; empty means all
 * @param cpu the processors to prefetch for, in node's names; empty means all
 * @param libc the C libraries to prefetch for; empty means all
 * @param delivery how npm is made to find the packages
 */
record NpmOptions(
    boolean omitDev,
    boolean omitOptional,
    List<String> os,
    List<String> cpu,
    List<String> libc,
    Delivery delivery) {

  /** How npm is made to find the packages. */
  enum Delivery {
    /** The lock is rewritten to {@code file:} URLs. */
    FILE,
    /** A cache directory of npm is filled; project files stay as they are. */
    CACHE,
    /** Both. */
    BOTH;

    boolean rewrites() {
      return this != CACHE;
    }

    boolean caches() {
      return this != FILE;
    }
  }

  /**
   * Reads the settings.
   *
   * @throws InputException for unknown settings and values
   */
  static NpmOptions of(Options options) {
    options.rejectUnknown("omit", "os", "cpu", "libc", "delivery");
    List<String> omit = options.texts("omit");
    for (String kind : omit) {
      if (!kind.equals("dev") && !kind.equals("optional")) {
        throw wrong("omit", kind, "dev", "optional");
      }
    }
    return new NpmOptions(
        omit.contains("dev"),
        omit.contains("optional"),
        options.texts("os"),
        options.texts("cpu"),
        options.texts("libc"),
        delivery(options.text("delivery")));
  }

  private static Delivery delivery(Optional<String> name) {
    return switch (name.orElse("both")) {
      case "file" -> Delivery.FILE;
      case "cache" -> Delivery.CACHE;
      case "both" -> Delivery.BOTH;
      default -> throw wrong("delivery", name.orElse(""), "file", "cache", "both");
    };
  }

  private static InputException wrong(String option, String value, String... known) {
    return InputException.of(
        "input.option",
        "option '" + option + "' does not know " + PrintableText.quoted(value),
        "use one of: " + String.join(", ", known));
  }
}
