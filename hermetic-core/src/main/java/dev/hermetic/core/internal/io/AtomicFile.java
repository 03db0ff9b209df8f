package dev.hermetic.core.internal.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.UUID;

/** Small files that are absent, old or new, never half written. */
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

  private static void deleteAfter(IOException failure, Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException second) {
      failure.addSuppressed(second);
    }
  }
}
