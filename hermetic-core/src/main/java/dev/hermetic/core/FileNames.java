package dev.hermetic.core;

import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Names of files as this Java writes them. It encodes them as its locale does, and text of
 * lockfiles is to give the same bytes on every machine, so that names beyond ASCII need UTF-8.
 */
final class FileNames {
  private FileNames() {}

  /**
   * A path below a directory.
   *
   * @throws InputException with code {@code input.file-names} when this Java cannot name it
   */
  static Path resolve(Path directory, String text) {
    boolean ours = directory.getFileSystem().equals(FileSystems.getDefault());
    if (ours && !isAscii(text) && !Encoding.IS_UTF_8) {
      throw InputException.of(
          "input.file-names",
          "this Java cannot name the file '"
              + PrintableText.text(text)
              + "': its locale's encoding is not UTF-8",
          "run Java with a UTF-8 locale, for example LC_ALL=C.UTF-8");
    }
    try {
      return directory.resolve(text);
    } catch (InvalidPathException unnameable) {
      throw InputException.of(
          "input.file-names",
          "'"
              + PrintableText.text(text)
              + "' cannot be the name of a file: "
              + unnameable.getReason());
    }
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 127) {
        return false;
      }
    }
    return true;
  }

  private static final class Encoding {
    static final boolean IS_UTF_8 = isUtf8();

    // A URI of a path has the bytes of its name (U+4E2D, which has no other Unicode form).
    private static boolean isUtf8() {
      try {
        return Path.of("/\u4e2d").toUri().getRawPath().endsWith("/%E4%B8%AD");
      } catch (InvalidPathException unmappable) {
        return false;
      }
    }
  }
}
