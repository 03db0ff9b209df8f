package dev.hermetic.core.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Makes files what objects are: read-only, of the time that all objects have, synced. Thread-safe.
 */
final class SealedFiles {
  private static final Set<PosixFilePermission> READ_ONLY =
      PosixFilePermissions.fromString("r--r--r--");
  private static final FileAttribute<?>[] CREATED_READ_ONLY = {
    PosixFilePermissions.asFileAttribute(READ_ONLY)
  };
  private static final Set<StandardOpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  private final boolean posix;
  // Whether files of the directory are created with the mode that was asked for: neither the umask
  // of a process nor the default ACL of its store changes while it runs.
  private volatile boolean modeAsAsked;

  /** For files of one directory. */
  SealedFiles(Path directory) {
    this.posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /**
   * Creates a file with all of its content; when that fails there is none.
   *
   * @param file a name that nobody else chooses
   */
  void create(Path file, ByteBuffer content) throws IOException {
    try (FileChannel channel =
        posix ? FileChannel.open(file, NEW, CREATED_READ_ONLY) : FileChannel.open(file, NEW)) {
      while (content.hasRemaining()) {
        channel.write(content);
      }
      if (!modeAsAsked) {
        checkMode(file);
      }
      setTime(file);
      channel.force(true);
    } catch (IOException failure) {
      deleteAfter(failure, file);
      throw failure;
    }
  }

  private void checkMode(Path file) throws IOException {
    if (posix && !Files.getPosixFilePermissions(file).equals(READ_ONLY)) {
      Files.setPosixFilePermissions(file, READ_ONLY);
    } else {
      modeAsAsked = true;
    }
  }

  /** Seals a file that was written through a channel, which stays open. */
  void seal(Path file, FileChannel written) throws IOException {
    setTime(file);
    if (posix) {
      Files.setPosixFilePermissions(file, READ_ONLY);
    }
    written.force(true);
  }

  private static void setTime(Path file) throws IOException {
    // By the way of java.io, which needs half the system calls.
    boolean done =
        file.getFileSystem() == FileSystems.getDefault()
            && file.toFile().setLastModified(Objects.PUBLISHED.toMillis());
    if (!done) {
      Files.setLastModifiedTime(file, Objects.PUBLISHED);
    }
  }

  private static void deleteAfter(IOException failure, Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException second) {
      failure.addSuppressed(second);
    }
  }
}
