package dev.hermetic.formats.json;

import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PrintableText;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.spi.SourceFile;
import java.util.List;
import java.util.Map;

/**
 * Reads hostile JSON text into {@link JsonNode}s: bounded in depth and in values, duplicate names
 * and conflict markers of a merge refused, without recursion. Immutable.
 */
public final class JsonReader {
  /** How deep values may be nested: locks of old npms nest two levels for each directory. */
  static final int MAX_DEPTH = 512;

  /** Ten times the largest locks known; each value costs some hundred bytes of memory. */
  static final int MAX_VALUES = 2_000_000;

  /** No object is folded. */
  private static final int NEVER = -1;

  private final List<String> hints;
  private final int foldedDepth;

  private JsonReader(List<String> hints, int foldedDepth) {
    this.hints = hints;
    this.foldedDepth = foldedDepth;
  }

  /**
   * A reader.
   *
   * @param hints what to do about a file that cannot be read
   */
  public static JsonReader of(String... hints) {
    return new JsonReader(List.of(hints), NEVER);
  }

  /**
   * This reader, but the members of each object that lies so deep are forgotten when the object
   * ends, and read again from the text when somebody asks: a lock of a hundred thousand entries
   * then fits into a small heap. Cheap as long as objects are looked at one after the other.
   *
   * @param depth how many values are around the object: 1 for the members of the document
   */
  public JsonReader folding(int depth) {
    return new JsonReader(hints, depth);
  }

  /**
   * Reads a file that is one JSON value.
   *
   * @throws LockfileException with code {@code lockfile.json}, {@code lockfile.json-duplicate},
   *     {@code lockfile.json-size} or {@code lockfile.conflict-markers} and the line of the fault
   */
  public JsonNode read(SourceFile file) {
    return read(file.path(), file.text());
  }

  /**
   * Reads a text that is one JSON value.
   *
   * @param file what it is called in messages
   * @throws LockfileException as {@link #read(SourceFile)}
   */
  public JsonNode read(RelPath file, String text) {
    return new JsonParsing(this, file, text, new FoldedObjects(this, file, text)).run();
  }

  /** The members of an object of a text that was read before. */
  Map<String, JsonNode.Member> members(RelPath file, String text, JsonNode object) {
    return new JsonParsing(this, file, text, object).run().members();
  }

  /** Whether an object with so many values around it is folded. */
  boolean folds(int depth) {
    return depth == foldedDepth;
  }

  LockfileException empty(RelPath file) {
    return fault("lockfile.json", Location.of(file), "the file is empty");
  }

  LockfileException trailing(Location at) {
    return fault("lockfile.json", at, "more text follows the JSON value");
  }

  LockfileException duplicate(Location at, String name) {
    return fault(
        "lockfile.json-duplicate",
        at,
        "the name " + PrintableText.quoted(name) + " stands twice in one object");
  }

  LockfileException tooLarge(Location at) {
    return LockfileException.of(
        "lockfile.json-size",
        at,
        "the file holds more than " + MAX_VALUES + " JSON values",
        "check that it is the right file");
  }

  LockfileException malformed(Location at, String reason, RuntimeException cause) {
    return LockfileException.builder("lockfile.json", at)
        .message("this is not JSON that can be read: " + reason)
        .cause(cause)
        .hints(hints)
        .build();
  }

  LockfileException conflict(Location at, RuntimeException cause) {
    return LockfileException.builder("lockfile.conflict-markers", at)
        .message("the file holds conflict markers of a merge")
        .cause(cause)
        .hints("resolve the conflict")
        .hints(hints)
        .build();
  }

  private LockfileException fault(String code, Location at, String message) {
    return LockfileException.builder(code, at).message(message).hints(hints).build();
  }
}
