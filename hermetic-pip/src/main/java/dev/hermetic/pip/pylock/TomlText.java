package dev.hermetic.pip.pylock;

import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import dev.hermetic.pip.version.Shown;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseOptions;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlVersion;

/** Parses hostile text as TOML: bounded, and the first error told with its line. */
final class TomlText {
  /** Ten times the largest lock known. */
  static final int MAX_BYTES = 16 * 1024 * 1024;

  /**
   * Characters that begin a value or key. The parser keeps some hundred bytes for each; a lock of
   * 150 packages with 60 wheels each has 150,000.
   */
  private static final int MAX_VALUES = 600_000;

  private static final int MAX_DEPTH = 32;

  /** TOML 1.0, which is what the Pythons in use can read. */
  private static final TomlParseOptions OPTIONS =
      TomlParseOptions.defaults().withVersion(TomlVersion.V1_0_0).withMaxNestingDepth(MAX_DEPTH);

  private TomlText() {}

  /**
   * Parses a text for reading.
   *
   * @throws LockfileException with code {@code pip.toml} or {@code pip.size}
   */
  static TomlParseResult parse(RelPath file, String text) {
    return parse(file, text, OPTIONS.withoutSource());
  }

  /**
   * Parses a text so that it can be changed in place.
   *
   * @throws LockfileException as {@link #parse}
   */
  static TomlParseResult parseForChange(RelPath file, String text) {
    return parse(file, text, OPTIONS);
  }

  private static TomlParseResult parse(RelPath file, String text, TomlParseOptions options) {
    if (text.length() > MAX_BYTES || values(text) > MAX_VALUES) {
      throw LockfileException.of(
          "pip.size",
          Location.of(file),
          "the file is larger than any sensible lock",
          "check that it is the right file");
    }
    TomlParseResult result = Toml.parse(text, options);
    if (result.hasErrors()) {
      TomlParseError first = result.errors().get(0);
      throw LockfileException.of(
          "pip.toml",
          new Location(file, first.position().line()),
          "this is not TOML 1.0: " + Shown.quoted(String.valueOf(first.getMessage())),
          first,
          "lock the project again");
    }
    return result;
  }

  private static int values(String text) {
    int values = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      values += c == ',' || c == '=' || c == '[' || c == '{' || c == '\n' ? 1 : 0;
    }
    return values;
  }
}
