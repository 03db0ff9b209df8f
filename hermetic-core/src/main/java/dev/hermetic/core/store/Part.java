package dev.hermetic.core.store;

import dev.hermetic.core.Digest;
import dev.hermetic.core.Digest.Algorithm;
import dev.hermetic.core.StoreException;
import dev.hermetic.core.internal.io.DiskFailure;
import java.io.ByteArrayInputStream;
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

/**
 * The content that is staged under one key, hashed as it is written. It has a file from the moment
 * on when it is larger than a buffer or has to outlive the staging; smaller content gets its file
 * when it is whole.
 */
final class Part {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  /** What is done when bytes are about to reach the file. */
  interface Spilling {
    /** Happens once the file is there. */
    void spilling() throws IOException;
  }

  /** What the parts of a store share. */
  record Tools(Buffers buffers, SealedFiles sealed) {}

  private final Path path;
  private final Tools tools;
  private final Spilling spilling;
  private final Hashes hashes;
  private final boolean posix;
  private final boolean existed;
  private boolean present;
  private long written;
  private boolean full;
  // The bytes behind those that the file has.
  private @Nullable ByteBuffer buffer;
  private @Nullable FileChannel channel;
  private @Nullable Object identity;
  private @Nullable PartStream stream;

  /** Takes over what an earlier attempt left at the path. */
  Part(Path path, Set<Algorithm> algorithms, Tools tools, Spilling spilling) throws IOException {
    this.path = path;
    this.tools = tools;
    this.spilling = spilling;
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
    return written + (buffer == null ? 0 : buffer.position());
  }

  /** How many bytes the file has. */
  long inFile() {
    return written;
  }

  /** Whether the disk was full when it was written. */
  boolean full() {
    return full;
  }

  OutputStream append() throws IOException {
    hashEarlierBytes();
    if (present) {
      channel();
    }
    return newStream();
  }

  OutputStream restart() throws IOException {
    release();
    close();
    // Deleted and not truncated: its bytes are ours alone to change only while it has one name.
    if (present) {
      Files.deleteIfExists(path);
      present = false;
    }
    hashes.reset();
    written = 0;
    full = false;
    return newStream();
  }

  private OutputStream newStream() {
    PartStream fresh = new PartStream();
    stream = fresh;
    return fresh;
  }

  private ByteBuffer buffer() {
    ByteBuffer taken = buffer;
    if (taken == null) {
      taken = tools.buffers().take();
      buffer = taken;
    }
    return taken;
  }

  private FileChannel channel() throws IOException {
    FileChannel open = channel;
    if (open == null || !open.isOpen()) {
      open = open();
      channel = open;
      claim(open);
      if (written > 0) {
        open.position(written);
      }
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
      throw StoreException.builder("store.locked")
          .subject(path.toString())
          .message(path + ": another process writes this file although its lock is free")
          .hints(
              "Never delete files of the store's directory \"locks\" while it is used.",
              "Run again when the other process has finished.")
          .build();
    }
    identity = identity();
  }

  /** What tells this file from another one at the path; null where file systems do not tell. */
  private @Nullable Object identity() throws IOException {
    @Nullable BasicFileAttributes now = Objects.existing(path);
    if (now == null) {
      throw replaced();
    }
    return now.fileKey();
  }

  private StoreException replaced() {
    return StoreException.builder("store.io")
        .subject(path.toString())
        .message(path + ": was removed or replaced while it was written")
        .hints("Find out what else writes to the store's directory.", "Run again.")
        .build();
  }

  private void hashEarlierBytes() throws IOException {
    if (hashes.count() == size()) {
      return;
    }
    hashes.reset();
    if (written > 0) {
      hashes.updateFrom(path);
    }
    if (hashes.count() != written) {
      throw changed(hashes.count());
    }
    byte[] behind = buffered();
    hashes.update(behind, 0, behind.length);
  }

  private StoreException changed(long now) {
    return StoreException.builder("store.io")
        .subject(path.toString())
        .message(path + ": has " + now + " bytes where " + written + " were staged")
        .hints("Find out what else writes to the store's directory.")
        .build();
  }

  Map<Algorithm, Digest> digests() throws IOException {
    hashEarlierBytes();
    return hashes.values();
  }

  InputStream read() throws IOException {
    if (!present) {
      return new ByteArrayInputStream(buffered());
    }
    drain();
    return Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS);
  }

  private byte[] buffered() {
    ByteBuffer taken = buffer;
    byte[] bytes = new byte[taken == null ? 0 : taken.position()];
    if (taken != null) {
      taken.get(0, bytes);
    }
    return bytes;
  }

  /**
   * Makes a synced, read-only file of the bytes, as an object is.
   *
   * @param fresh where to put bytes that have no file yet; a name that nobody else chooses, so that
   *     what lies there is what was written
   * @return where the file is
   */
  Path seal(Path fresh) throws IOException {
    if (!present) {
      createSealed(fresh);
      return fresh;
    }
    drain();
    FileChannel open = channel();
    if (open.size() != written) {
      throw changed(open.size());
    }
    // What is made read-only and published is what lies at the path, not what was written.
    if (!java.util.Objects.equals(identity(), identity)) {
      throw replaced();
    }
    tools.sealed().seal(path, open);
    close();
    return path;
  }

  private void createSealed(Path fresh) throws IOException {
    try {
      tools.sealed().create(fresh, buffer().duplicate().flip());
    } catch (ClosedByInterruptException interrupted) {
      throw interrupted;
    } catch (IOException failure) {
      throw explained(failure);
    }
  }

  private StoreException explained(IOException failure) {
    StoreException explained = DiskFailure.of(path, failure);
    full = explained.code().equals("store.full");
    return explained;
  }

  /** Brings all bytes into the file, if there are any, and closes it. */
  void close() throws IOException {
    stream = null;
    try {
      if (!full && size() > written) {
        drain();
      }
    } finally {
      FileChannel open = channel;
      channel = null;
      if (open != null) {
        open.close();
      }
    }
  }

  /** Gives up the bytes that are not in the file. */
  void release() {
    stream = null;
    if (buffer != null) {
      tools.buffers().giveBack(buffer);
      buffer = null;
    }
  }

  private void drain() throws IOException {
    ByteBuffer waiting = buffer;
    if (waiting == null || waiting.position() == 0) {
      return;
    }
    try {
      FileChannel open = channel();
      spilling.spilling();
      waiting.flip();
      while (waiting.hasRemaining()) {
        written += open.write(waiting);
      }
    } catch (ClosedByInterruptException interrupted) {
      throw interrupted;
    } catch (IOException failure) {
      throw explained(failure);
    } finally {
      waiting.clear();
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
      ByteBuffer waiting = buffer();
      for (int done = 0; done < length; ) {
        if (!waiting.hasRemaining()) {
          drain();
        }
        int chunk = Math.min(length - done, waiting.remaining());
        waiting.put(bytes, offset + done, chunk);
        hashes.update(bytes, offset + done, chunk);
        done += chunk;
      }
    }

    @Override
    public void flush() throws IOException {
      drain();
    }

    @Override
    public void close() {
      if (stream == this) {
        stream = null;
      }
    }
  }
}
