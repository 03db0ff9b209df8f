package dev.hermetic.core.internal.output;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.hermetic.core.Digest;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.internal.manifest.FileEntry;
import dev.hermetic.core.internal.manifest.Sha256;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import tools.jackson.core.exc.JacksonIOException;

/**
 * An output under construction, in a directory beside its final place. Modes are 0644 and 0755
 * whatever the umask says. Thread-safe.
 */
final class StagedOutput {
  /**
   * The modification time of files that share nothing with the store; a file that was touched later
   * shows by it. Not the epoch: archives of type zip begin in 1980.
   */
  static final FileTime TIME = FileTime.from(Instant.parse("1980-02-01T00:00:00Z"));

  private static final Set<PosixFilePermission> FILE_MODE =
      PosixFilePermissions.fromString("rw-r--r--");
  private static final Set<PosixFilePermission> DIRECTORY_MODE =
      PosixFilePermissions.fromString("rwxr-xr-x");

  private final Path directory;
  private final boolean posix;
  private final Set<Path> made = ConcurrentHashMap.newKeySet();

  StagedOutput(Path directory) throws IOException {
    this.directory = directory;
    this.posix = Files.getFileStore(directory.getParent()).supportsFileAttributeView("posix");
    Files.createDirectory(directory);
    if (posix) {
      Files.setPosixFilePermissions(directory, DIRECTORY_MODE);
    }
    made.add(directory);
  }

  Path directory() {
    return directory;
  }

  /** Writes what a generator makes, and says what it became. */
  FileEntry write(String path, OutputTransaction.Content content) throws IOException {
    Path file = target(path);
    try (OutputStream to = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
      Sha256.Stream out = new Sha256.Stream(new Unclosed(to));
      generate(content, out);
      out.flush();
      finish(file);
      return out.entry(path);
    }
  }

  /** Makes sure that a file written here survives a power loss. */
  void sync(String path) throws IOException {
    try (FileChannel channel = FileChannel.open(target(path), StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  // Jackson hides failures of the disk in an exception of its own, which nobody would explain.
  private static void generate(OutputTransaction.Content content, OutputStream out)
      throws IOException {
    try {
      content.writeTo(out);
    } catch (JacksonIOException failure) {
      throw failure.getCause();
    }
  }

  /** Writes a file and says what it became. */
  FileEntry write(String path, byte[] content) throws IOException {
    Path file = target(path);
    Files.write(file, content, StandardOpenOption.CREATE_NEW);
    finish(file);
    return FileEntry.generated(
        path, Digest.ofContent(Digest.Algorithm.SHA256, content), content.length);
  }

  /**
   * Opens a file for writing.
   *
   * @param written is told what it became, when it is closed for the first time
   */
  OutputStream open(String path, Consumer<FileEntry> written) throws IOException {
    Path file = target(path);
    Sha256.Stream hashed =
        new Sha256.Stream(
            Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    return new FilterOutputStream(hashed) {
      private boolean closed;

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        hashed.write(bytes, offset, length);
      }

      @Override
      public void close() throws IOException {
        if (!closed) {
          closed = true;
          hashed.close();
          finish(file);
          written.accept(hashed.entry(path));
        }
      }
    };
  }

  /** The file of a path, whose directory is made when missing. */
  Path target(String path) throws IOException {
    return target(new RelPath(path).under(directory));
  }

  private Path target(Path file) throws IOException {
    Path parent = file.getParent();
    if (parent != null) {
      makeDirectory(parent);
    }
    return file;
  }

  private void makeDirectory(Path wanted) throws IOException {
    if (made.contains(wanted)) {
      return;
    }
    Path parent = wanted.getParent();
    if (parent != null) {
      makeDirectory(parent);
    }
    try {
      Files.createDirectory(wanted);
    } catch (FileAlreadyExistsException otherThread) {
      // Two threads may need the same directory first; either may make it.
    }
    if (posix) {
      Files.setPosixFilePermissions(wanted, DIRECTORY_MODE);
    }
    made.add(wanted);
  }

  private void finish(Path file) throws IOException {
    if (posix) {
      Files.setPosixFilePermissions(file, FILE_MODE);
    }
    Files.setLastModifiedTime(file, TIME);
  }

  /** Gives a file our modification time, which only those may have that share nothing. */
  void settle(Path file) throws IOException {
    Files.setLastModifiedTime(file, TIME);
  }

  /** Whether a file has more than one name; false where the file system does not tell. */
  static boolean isShared(Path file) throws IOException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return false;
    }
    Object links = Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS);
    return links instanceof Number number && number.longValue() > 1;
  }

  /** Takes over a file of the output that is being replaced, whatever its name. */
  void carryForeign(Path output, Path path) throws IOException {
    carry(output.resolve(path), target(directory.resolve(path)));
  }

  void carry(Path file, Path target) throws IOException {
    try {
      Files.createLink(target, file);
    } catch (UnsupportedOperationException | FileSystemException noLinks) {
      Files.copy(file, target, LinkOption.NOFOLLOW_LINKS);
      finishCopy(target);
    }
  }

  private static void finishCopy(Path target) throws IOException {
    if (!Files.isSymbolicLink(target)) {
      Files.setLastModifiedTime(target, TIME);
    }
  }

  /** Removes everything; does nothing when the output is in place already. */
  void discard() throws IOException {
    if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
      MoreFiles.deleteRecursively(directory, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }

  /** Generators close their stream, which is still needed to say what it wrote. */
  private static final class Unclosed extends BufferedOutputStream {
    Unclosed(OutputStream out) {
      super(out, 1 << 16);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
