package dev.hermetic.core;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A read-only view of a project that cannot be escaped: symbolic links are followed only as long as
 * they stay inside. Only regular files are read, so that a pipe or device placed in a project
 * cannot make a run hang.
 */
public final class SourceTree {
  private final Path root;

  private SourceTree(Path root) {
    this.root = root;
  }

  /**
   * Opens a directory.
   *
   * @throws InputException with code {@code input.source} when it is no directory
   */
  public static SourceTree at(Path directory) {
    try {
      Path real = directory.toRealPath();
      if (!Files.isDirectory(real)) {
        throw InputException.of(
            "input.source",
            directory + " is not a directory",
            "name the directory that holds the project");
      }
      return new SourceTree(real);
    } catch (IOException missing) {
      throw InputException.of(
          "input.source", directory + " cannot be opened", "name an existing directory");
    }
  }

  /** The directory, with symbolic links resolved. Plugins read through the other methods. */
  public Path root() {
    return root;
  }

  /** Whether a regular file of that path exists inside the tree. */
  public boolean isFile(RelPath path) {
    return exists(path) && Files.isRegularFile(path.under(root));
  }

  /** Whether a directory of that path exists inside the tree. */
  public boolean isDirectory(RelPath path) {
    return exists(path) && Files.isDirectory(path.under(root));
  }

  private boolean exists(RelPath path) {
    try {
      return path.under(root).toRealPath().startsWith(root);
    } catch (IOException missing) {
      return false;
    }
  }

  /**
   * Reads a whole file.
   *
   * @param maxBytes the most that is read
   * @throws LockfileException with code {@code lockfile.missing}, {@code lockfile.escapes}, {@code
   *     lockfile.not-a-file} or {@code lockfile.too-large}
   * @throws IOException when reading fails
   */
  public byte[] read(RelPath path, long maxBytes) throws IOException {
    Path file = locate(path);
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes((int) Math.min(maxBytes + 1, Integer.MAX_VALUE - 8));
      if (content.length > maxBytes) {
        throw LockfileException.of(
            "lockfile.too-large",
            Location.of(path),
            "the file is larger than " + maxBytes + " bytes",
            "check that it is the right file");
      }
      return content;
    }
  }

  /**
   * Reads a whole UTF-8 file; a byte order mark is dropped.
   *
   * @throws LockfileException as {@link #read}, and with code {@code lockfile.encoding} when the
   *     bytes are not UTF-8
   * @throws IOException when reading fails
   */
  public String readText(RelPath path, long maxBytes) throws IOException {
    byte[] bytes = read(path, maxBytes);
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException notUtf8) {
      throw LockfileException.of(
          "lockfile.encoding",
          Location.of(path),
          "the file is not UTF-8",
          notUtf8,
          "save it as UTF-8");
    }
  }

  /**
   * The real path of a regular file inside the tree.
   *
   * @throws LockfileException as {@link #read}
   * @throws IOException when the file system fails
   */
  public Path locate(RelPath path) throws IOException {
    Path file;
    try {
      file = path.under(root).toRealPath();
    } catch (NoSuchFileException missing) {
      throw LockfileException.of(
          "lockfile.missing",
          Location.of(path),
          "the file does not exist",
          "create it, or name the directory that holds it");
    }
    if (!file.startsWith(root)) {
      throw LockfileException.of(
          "lockfile.escapes",
          Location.of(path),
          "a symbolic link leads out of the source tree",
          "replace the link by the file");
    }
    if (!Files.isRegularFile(file)) {
      throw LockfileException.of(
          "lockfile.not-a-file",
          Location.of(path),
          "this is not a regular file",
          "replace it by a regular file");
    }
    return file;
  }
}
