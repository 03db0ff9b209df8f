package dev.hermetic.core;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A relative path with {@code /} between its segments that cannot leave the directory it is
 * resolved in.
 *
 * <p>The empty path, written {@code .}, is that directory itself. A segment is never empty, {@code
 * .} or {@code ..}, holds no control character, backslash or colon, does not end in a dot or a
 * space, is not a device name of Windows and is at most 255 bytes of UTF-8, so that a tree made of
 * such paths can be unpacked anywhere.
 *
 * @param value the normalised text, {@code .} for the empty path
 */
public record RelPath(String value) implements Comparable<RelPath>, Serializable {
  /** The directory itself. */
  public static final RelPath ROOT = new RelPath(".");

  private static final int MAX_SEGMENT_BYTES = 255;
  private static final int MAX_PATH_BYTES = 4000;
  private static final Set<String> DEVICES =
      Set.of(
          "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7",
          "com8", "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9");

  /**
   * Checks the path.
   *
   * @throws InputException with code {@code input.path} when a segment breaks the rules above
   */
  public RelPath {
    if (!value.equals(".")) {
      if (isLonger(value, MAX_PATH_BYTES)) {
        throw invalid(
            value.substring(0, 60) + "…", "it is longer than " + MAX_PATH_BYTES + " bytes");
      }
      for (String segment : value.split("/", -1)) {
        String fault = fault(segment);
        if (fault != null) {
          throw invalid(value, fault);
        }
      }
    }
  }

  /**
   * Parses a path as people write it: {@code ./a/b/} is {@code a/b}, the empty text and {@code .}
   * are the root.
   *
   * @throws InputException with code {@code input.path} when the path is absolute, climbs, or holds
   *     a forbidden segment
   */
  public static RelPath of(String text) {
    List<String> kept = new ArrayList<>();
    if (text.startsWith("/")) {
      throw invalid(text, "it is absolute");
    }
    for (String segment : text.split("/", -1)) {
      if (!segment.isEmpty() && !segment.equals(".")) {
        kept.add(segment);
      }
    }
    return kept.isEmpty() ? ROOT : new RelPath(String.join("/", kept));
  }

  /** This path followed by another. */
  public RelPath resolve(RelPath other) {
    if (isRoot()) {
      return other;
    }
    return other.isRoot() ? this : new RelPath(value + "/" + other.value);
  }

  /** This path followed by a path parsed by {@link #of}. */
  public RelPath resolve(String other) {
    return resolve(of(other));
  }

  /**
   * This path below a directory of the file system; symbolic links are not looked at.
   *
   * @throws InputException with code {@code input.file-names} when this Java cannot name it: it
   *     encodes the names of files as its locale does, and only UTF-8 gives a name beyond ASCII the
   *     same bytes on every machine
   */
  public Path under(Path directory) {
    return isRoot() ? directory : FileNames.resolve(directory, value);
  }

  /** The path without its last segment; the root's parent is the root. */
  public RelPath parent() {
    int slash = value.lastIndexOf('/');
    return slash < 0 ? ROOT : new RelPath(value.substring(0, slash));
  }

  /** The last segment, {@code .} for the root. */
  public String name() {
    return value.substring(value.lastIndexOf('/') + 1);
  }

  /** Whether this is the directory itself. */
  public boolean isRoot() {
    return value.equals(".");
  }

  /** Whether this path is {@code directory} or lies below it. */
  public boolean startsWith(RelPath directory) {
    return directory.isRoot()
        || value.equals(directory.value)
        || value.startsWith(directory.value + "/");
  }

  /**
   * The form in which two paths are compared to find those that would meet on a file system that
   * ignores case or normalises Unicode: NFC, upper-cased then lower-cased in the root locale.
   */
  public String foldedKey() {
    if (isAscii()) {
      return value.toLowerCase(Locale.ROOT);
    }
    String nfc = Normalizer.normalize(value, Normalizer.Form.NFC);
    return nfc.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }

  private boolean isAscii() {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) > 127) {
        return false;
      }
    }
    return true;
  }

  // Those that the JVM makes are linked at run time, which takes longer than most runs compare.
  @Override
  public boolean equals(@org.jspecify.annotations.Nullable Object other) {
    return other instanceof RelPath that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public int compareTo(RelPath other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }

  private static @org.jspecify.annotations.Nullable String fault(String segment) {
    if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
      return "it has an empty, '.' or '..' segment";
    }
    for (int i = 0; i < segment.length(); i++) {
      char c = segment.charAt(i);
      if (c > ' ' && c < 0x7f && c != '\\' && c != ':') {
        continue;
      }
      if (Character.isISOControl(c)
          || c == '\\'
          || c == ':'
          || Character.getType(c) == Character.FORMAT) {
        return String.format(Locale.ROOT, "it holds the character U+%04X", (int) c);
      }
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < segment.length()
              && Character.isLowSurrogate(segment.charAt(i + 1));
      if (pair) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return "it is not valid Unicode";
      }
    }
    char last = segment.charAt(segment.length() - 1);
    if (last == '.' || last == ' ') {
      return "the segment '" + segment + "' ends in a dot or a space";
    }
    int dot = segment.indexOf('.');
    if (DEVICES.contains(
        (dot < 0 ? segment : segment.substring(0, dot)).toLowerCase(Locale.ROOT))) {
      return "the segment '" + segment + "' is a device name on Windows";
    }
    if (isLonger(segment, MAX_SEGMENT_BYTES)) {
      return "the segment '"
          + segment.substring(0, 40)
          + "…' is longer than "
          + MAX_SEGMENT_BYTES
          + " bytes";
    }
    return null;
  }

  /** Whether a text has more bytes than that; no character of a string has more than three. */
  private static boolean isLonger(String text, int bytes) {
    return text.length() > bytes / 3 && text.getBytes(StandardCharsets.UTF_8).length > bytes;
  }

  private static InputException invalid(String text, String reason) {
    return InputException.of(
        "input.path",
        "path '" + PrintableText.text(text) + "' is not allowed: " + reason,
        "use a plain relative path below the directory");
  }
}
