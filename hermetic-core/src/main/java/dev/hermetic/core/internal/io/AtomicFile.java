package dev.hermetic.core.internal.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.UUID;

/**
 * Small files: replaced in one step, or created in place where their content tells whether it is
 * whole.
 */
public final class AtomicFile {
  private AtomicFile() {}

  /**
   * Replaces a file by renaming a temporary one over it. Nothing is synced: a power loss may leave
   * an empty file, so this is for content that its reader can check and do without.
   *
   * @param temporaries a directory of the same file system
   * @param modified the modification time to give it
   */
  public static void replace(Path target, byte[] content, Path temporaries, FileTime modified)
      throws IOException {
    // Random and not by process id: containers that share a volume have equal process ids.
    Path temporary = temporaries.resolve(UUID.randomUUID() + ".new");
    try {
      try (OutputStream out =
          Files.newOutputStream(
              temporary,
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.WRITE,
              LinkOption.NOFOLLOW_LINKS)) {
        out.write(content);
      }
      Files.setLastModifiedTime(temporary, modified);
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
   * @param modified the modification time to give it
   */
  public static void create(Path target, byte[] content, Path temporaries, FileTime modified)
      throws IOException {
    try (OutputStream out =
        Files.newOutputStream(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      out.write(content);
    } catch (FileAlreadyExistsException exists) {
      replace(target, content, temporaries, modified);
      return;
    } catch (IOException failure) {
      deleteAfter(failure, target);
      throw failure;
    }
    try {
      Files.setLastModifiedTime(target, modified);
    } catch (NoSuchFileException removed) {
      // By a clean-up, to which a note looks unused as long as what it is about is not published.
      // A lost note costs a hashing or a look-up, no more.
      return;
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
