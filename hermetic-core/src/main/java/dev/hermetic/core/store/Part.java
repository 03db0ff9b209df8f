package dev.hermetic.core.store;

import dev.hermetic.core.Digest;
import dev.hermetic.core.Digest.Algorithm;
import dev.hermetic.core.StoreException;
import dev.hermetic.core.internal.io.DiskFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The file that content is staged in: written through a buffer, hashed as it is written. */
final class Part {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path path;
  private final Hashes hashes;
  private final ByteBuffer buffer = ByteBuffer.allocate(Hashes.BUFFER);
  private final boolean posix;
  private final boolean existed;
  private boolean present;
  private long written;
  private boolean full;
  private @Nullable FileChannel channel;
  private @Nullable Object identity;
  private @Nullable PartStream stream;

  /** Takes over what an earlier attempt left at the path. */
  Part(Path path, Set<Algorithm> algorithms) throws IOException {
    this.path = path;
    this.hashes = new Hashes(algorithms);
    this.posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    @Nullable BasicFileAttributes earlier = Objects.attributes(path);
    this.existed = earlier != null;
    if (earlier != null) {
      if (!earlier.isRegularFile()) {
        throw StoreLayout.notOurs(path);
      }
      takeOver();
    }
  }

  /** Whether an earlier attempt had left a file. */
  boolean existed() {
    return existed;
  }

  private void takeOver() throws IOException {
    if (posix) {
      try {
        // Read-only when the earlier attempt died between sealing and renaming.
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
      } catch (FileSystemException othersFile) {
        Files.delete(path);
        return;
      }
    }
    present = true;
    written = Files.size(path);
  }

  Path path() {
    return path;
  }

  long size() {
    return written + buffer.position();
  }

  /** Whether the disk was full when it was written. */
  boolean full() {
    return full;
  }

  OutputStream append() throws IOException {
    drain();
    hashEarlierBytes();
    return newStream();
  }

  OutputStream restart() throws IOException {
    close();
    // Deleted and not truncated: its bytes are ours alone to change only while it has one name.
    if (present) {
      Files.deleteIfExists(path);
      present = false;
    }
    hashes.reset();
    buffer.clear();
    written = 0;
    full = false;
    return newStream();
  }

  private OutputStream newStream() throws IOException {
    channel();
    stream = new PartStream();
    return stream;
  }

  private FileChannel channel() throws IOException {
    FileChannel open = channel;
    if (open == null || !open.isOpen()) {
      open = open();
      channel = open;
      claim(open);
      open.position(written);
    }
    return open;
  }

  private FileChannel open() throws IOException {
    Set<OpenOption> options = new HashSet<>();
    options.add(StandardOpenOption.WRITE);
    options.add(LinkOption.NOFOLLOW_LINKS);
    if (present) {
      return FileChannel.open(path, options);
    }
    options.add(StandardOpenOption.CREATE_NEW);
    FileChannel created =
        posix ? FileChannel.open(path, options, OWNER_ONLY) : FileChannel.open(path, options);
    present = true;
    return created;
  }

  /**
   * Keeps a second writer away from the file itself. The lock of the key does that already, unless
   * somebody deleted the file of locks while it was in use.
   */
  private void claim(FileChannel open) throws IOException {
    boolean mine;
    try {
      mine = open.tryLock() != null;
    } catch (OverlappingFileLockException sameJvm) {
      mine = false;
    }
    if (!mine) {
      throw new StoreException(
          "store.locked",
          path.toString(),
          path + ": another process writes this file although its lock is free",
          null,
          "Never delete files of the store's directory \"locks\" while it is used.",
          "Run again when the other process has finished.");
    }
    identity = identity();
  }

  /** What tells this file from another one at the path; null where file systems do not tell. */
  private @Nullable Object identity() throws IOException {
    @Nullable BasicFileAttributes now = Objects.attributes(path);
    if (now == null) {
      throw replaced();
    }
    return now.fileKey();
  }

  private StoreException replaced() {
    return new StoreException(
        "store.io",
        path.toString(),
        path + ": was removed or replaced while it was written",
        null,
        "Find out what else writes to the store's directory.",
        "Run again.");
  }

  private void hashEarlierBytes() throws IOException {
    if (hashes.count() != written) {
      hashes.reset();
      if (written > 0) {
        hashes.updateFrom(path);
      }
      if (hashes.count() != written) {
        throw changed(hashes.count());
      }
    }
  }

  private StoreException changed(long now) {
    return new StoreException(
        "store.io",
        path.toString(),
        path + ": has " + now + " bytes where " + written + " were staged",
        null,
        "Find out what else writes to the store's directory.");
  }

  Map<Algorithm, Digest> digests() throws IOException {
    drain();
    hashEarlierBytes();
    return hashes.values();
  }

  InputStream read() throws IOException {
    drain();
    channel();
    return Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS);
  }

  /** Syncs the bytes and makes the file read-only, as an object is. */
  void seal() throws IOException {
    drain();
    FileChannel open = channel();
    if (open.size() != written) {
      throw changed(open.size());
    }
    // What is made read-only and published is what lies at the path, not what was written.
    if (!java.util.Objects.equals(identity(), identity)) {
      throw replaced();
    }
    Files.setLastModifiedTime(path, Objects.PUBLISHED);
    if (posix) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("r--r--r--"));
    }
    open.force(true);
    close();
  }

  /** Writes out what is buffered and closes the file. */
  void close() throws IOException {
    stream = null;
    FileChannel open = channel;
    if (open == null) {
      return;
    }
    try (open) {
      if (open.isOpen() && !full) {
        drain();
      }
    } finally {
      channel = null;
    }
  }

  private void drain() throws IOException {
    if (buffer.position() == 0) {
      return;
    }
    FileChannel open = channel();
    buffer.flip();
    hashes.update(buffer.array(), 0, buffer.limit());
    try {
      while (buffer.hasRemaining()) {
        written += open.write(buffer);
      }
    } catch (ClosedByInterruptException interrupted) {
      throw interrupted;
    } catch (IOException failure) {
      StoreException explained = DiskFailure.of(path, failure);
      full = explained.code().equals("store.full");
      throw explained;
    } finally {
      buffer.clear();
    }
  }

  private final class PartStream extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      java.util.Objects.checkFromIndexSize(offset, length, bytes.length);
      if (stream != this) {
        throw new IOException(path + ": the stream is over");
      }
      for (int done = 0; done < length; ) {
        if (!buffer.hasRemaining()) {
          drain();
        }
        int chunk = Math.min(length - done, buffer.remaining());
        buffer.put(bytes, offset + done, chunk);
        done += chunk;
      }
    }

    @Override
    public void flush() throws IOException {
      drain();
    }

    @Override
    public void close() throws IOException {
      if (stream == this) {
        drain();
        stream = null;
      }
    }
  }
}
