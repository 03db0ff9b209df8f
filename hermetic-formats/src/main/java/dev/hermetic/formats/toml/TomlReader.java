package dev.hermetic.formats.toml;

import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PrintableText;
import dev.hermetic.core.RelPath;
import java.util.List;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseOptions;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlVersion;

/**
 * Reads hostile text as TOML 1.0: bounded in size, in values and in depth, and the first error told
 * with its line. Immutable.
 */
public final class TomlReader {
  /** The most that is read, in characters; ten times the largest lock known. */
  public static final int MAX_SIZE = 16 << 20;

  /**
   * Characters that begin a value or key. The parser keeps some hundred bytes for each; a lock of
   * 150 packages with 60 wheels each has 150,000.
   */
  private static final int MAX_VALUES = 600_000;

  private static final int MAX_DEPTH = 32;

  private final String typeCode;
  private final List<String> hints;
  private final TomlParseOptions options;

  private TomlReader(String typeCode, List<String> hints, TomlVersion version) {
    this.typeCode = typeCode;
    this.hints = hints;
    this.options = TomlParseOptions.defaults().withVersion(version).withMaxNestingDepth(MAX_DEPTH);
  }

  /**
   * A reader of one kind of file.
   *
   * @param typeCode the code of a value that is missing or of the wrong type
   * @param hints what to do about that, or about a file that is not TOML
   */
  public static TomlReader of(String typeCode, String... hints) {
    return new TomlReader(typeCode, List.of(hints), TomlVersion.V1_0_0);
  }

  /**
   * A reader of the same files that takes TOML 1.1 as well: line breaks and a last comma in inline
   * tables, for example.
   */
  public TomlReader acceptingVersion11() {
    return new TomlReader(typeCode, hints, TomlVersion.V1_1_0);
  }

  /**
   * Reads a document.
   *
   * @param file where it is, for messages
   * @throws LockfileException with code {@code lockfile.toml} and the line of the fault, or {@code
   *     lockfile.too-large}
   */
  public TomlTable read(RelPath file, String text) {
    TomlSource source = new TomlSource(file, typeCode, hints);
    return TomlTable.root(source, parse(file, text, options.withoutSource()));
  }

  /**
   * Reads a document in order to change it in place.
   *
   * @throws LockfileException as {@link #read}
   */
  public TomlEdits edit(RelPath file, String text) {
    return new TomlEdits(parse(file, text, options));
  }

  private TomlParseResult parse(RelPath file, String text, TomlParseOptions with) {
    if (text.length() > MAX_SIZE || values(text) > MAX_VALUES) {
      throw LockfileException.of(
          "lockfile.too-large",
          Location.of(file),
          "the file is larger than any sensible one",
          "check that it is the right file");
    }
    TomlParseResult result = Toml.parse(text, with);
    if (result.hasErrors()) {
      TomlParseError first = result.errors().get(0);
      throw LockfileException.of(
          "lockfile.toml",
          new Location(file, Math.max(first.position().line(), 0)),
          notToml() + PrintableText.quoted(String.valueOf(first.getMessage())),
          first,
          hints.toArray(String[]::new));
    }
    return result;
  }

  private String notToml() {
    return "this is not TOML " + (options.version() == TomlVersion.V1_0_0 ? "1.0: " : "1.1: ");
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
