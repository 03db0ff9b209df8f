package dev.hermetic.core.internal.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Set;
import java.util.UUID;

/**
 * Small files: replaced in one step, or created in place where their content tells whether it is
 * whole.
 */
public final class AtomicFile {
  private static final Set<StandardOpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  private static final long NOW_MILLIS = 10_000;

  private AtomicFile() {}

  /**
   * Replaces a file by renaming a temporary one over it. Nothing is synced: a power loss may leave
   * an empty file, so this is for content that its reader can check and do without.
   *
   * @param temporaries a directory of the same file system
   * @param modified the modification time to give it, exact to ten seconds
   */
  public static void replace(Path target, byte[] content, Path temporaries, FileTime modified)
      throws IOException {
    // Random and not by process id: containers that share a volume have equal process ids.
    Path temporary = temporaries.resolve(UUID.randomUUID() + ".new");
    try {
      write(temporary, content);
      setTime(temporary, modified);
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      deleteAfter(failure, temporary);
      throw failure;
    }
  }

  /**
   * Creates a small file where it will stay, which costs no rename, or replaces the one that is
   * there. A reader may see it half written, so its content has to tell whether it is whole.
   *
   * @param temporaries a directory of the same file system
   * @param modified the modification time to give it, exact to ten seconds
   */
  public static void create(Path target, byte[] content, Path temporaries, FileTime modified)
      throws IOException {
    try {
      write(target, content);
    } catch (FileAlreadyExistsException exists) {
      replace(target, content, temporaries, modified);
      return;
    } catch (IOException failure) {
      deleteAfter(failure, target);
      throw failure;
    }
    try {
      setTime(target, modified);
    } catch (NoSuchFileException removed) {
      // By a clean-up, to which a note looks unused as long as what it is about is not published.
      // A lost note costs a hashing or a look-up, no more.
      return;
    }
  }

  private static void write(Path file, byte[] content) throws IOException {
    try (FileChannel channel = FileChannel.open(file, NEW)) {
      for (ByteBuffer rest = ByteBuffer.wrap(content); rest.hasRemaining(); ) {
        channel.write(rest);
      }
    }
  }

  private static void setTime(Path written, FileTime modified) throws IOException {
    // Writing gave it the time that it is now, which mostly is what it shall have.
    if (Math.abs(System.currentTimeMillis() - modified.toMillis()) > NOW_MILLIS) {
      Files.setLastModifiedTime(written, modified);
    }
  }

  private static void deleteAfter(IOException failure, Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException second) {
      failure.addSuppressed(second);
    }
  }
}
