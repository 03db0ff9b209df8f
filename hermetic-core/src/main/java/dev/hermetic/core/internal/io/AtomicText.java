package dev.hermetic.core.internal.io;

import dev.hermetic.core.InputException;
import dev.hermetic.core.RelPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;

/**
 * A text file below a root that is replaced in one step and keeps its mode. No symbolic link is
 * followed out of the root.
 */
public final class AtomicText {
  private final Path file;
  private final byte[] content;

  private AtomicText(Path file, byte[] content) {
    this.file = file;
    this.content = content;
  }

  /**
   * Prepares and checks; nothing is written yet.
   *
   * @param root a real path
   * @throws InputException with code {@code input.escapes} when a symbolic link leads out of the
   *     root or stands at the path, or a directory does
   */
  public static AtomicText at(Path root, RelPath path, String content) throws IOException {
    Path file = path.under(root);
    Path existing = file.getParent();
    while (existing != null && !Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
      existing = existing.getParent();
    }
    boolean inside =
        !path.isRoot()
            && existing != null
            && Files.isDirectory(existing)
            && existing.toRealPath().startsWith(root);
    boolean plain =
        !Files.exists(file, LinkOption.NOFOLLOW_LINKS)
            || Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    if (!inside || !plain) {
      throw InputException.of(
          "input.escapes",
          path
              + " below "
              + root
              + " is not a plain file inside of it, so nothing is written there",
          "replace symbolic links on this path by the files themselves");
    }
    return new AtomicText(file, content.getBytes(StandardCharsets.UTF_8));
  }

  /** The file. */
  public Path file() {
    return file;
  }

  /** Writes unless the file holds these bytes already. */
  public void write() throws IOException {
    boolean exists = Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    if (exists
        && Files.size(file) == content.length
        && Arrays.equals(Files.readAllBytes(file), content)) {
      return;
    }
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Path temporary = file.resolveSibling("." + UUID.randomUUID() + ".hermetic-tmp");
    try {
      Files.write(temporary, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.SYNC);
      if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.setPosixFilePermissions(temporary, mode(exists));
      }
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private Set<PosixFilePermission> mode(boolean exists) throws IOException {
    return exists
        ? Files.getPosixFilePermissions(file)
        : PosixFilePermissions.fromString("rw-r--r--");
  }
}
