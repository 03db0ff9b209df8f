package dev.hermetic.core.internal.io;

import dev.hermetic.core.StoreException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Tells what stands behind an {@link IOException} of a file system. */
public final class DiskFailure {
  private static final long NOTHING_LEFT = 64 * 1024;

  private DiskFailure() {}

  /**
   * The failure as {@code store.full}, {@code store.read-only} or {@code store.io}.
   *
   * @param path what could not be read or written
   */
  public static StoreException of(Path path, IOException cause) {
    @Nullable FileStore volume = volume(path, cause);
    if (isFull(volume, cause)) {
      return StoreException.builder("store.full")
          .subject(path.toString())
          .message(path + ": no space left on its file system")
          .cause(cause)
          .hints(
              "Free space, or choose a directory on a larger file system.",
              "Run the clean-up of the store with a smaller limit.")
          .build();
    }
    if (isReadOnly(volume, cause)) {
      return StoreException.builder("store.read-only")
          .subject(path.toString())
          .message(path + ": cannot be written")
          .cause(cause)
          .hints("Choose a directory that you may write to, or mount it writable.")
          .build();
    }
    return StoreException.builder("store.io")
        .subject(path.toString())
        .message(path + ": " + reason(cause))
        .cause(cause)
        .hints("Check the file system.")
        .build();
  }

  private static boolean isFull(@Nullable FileStore volume, IOException cause) {
    // The message is the C library's, in the language of the locale: ask the volume as well.
    String message = String.valueOf(cause.getMessage());
    if (message.contains("No space left") || message.contains("quota exceeded")) {
      return true;
    }
    try {
      return volume != null && !volume.isReadOnly() && volume.getUsableSpace() < NOTHING_LEFT;
    } catch (IOException unknown) {
      cause.addSuppressed(unknown);
      return false;
    }
  }

  private static boolean isReadOnly(@Nullable FileStore volume, IOException cause) {
    return cause instanceof AccessDeniedException
        || String.valueOf(cause.getMessage()).contains("Read-only file system")
        || (volume != null && volume.isReadOnly());
  }

  private static @Nullable FileStore volume(Path path, IOException cause) {
    for (@Nullable Path at = path.toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.exists(at)) {
        try {
          return Files.getFileStore(at);
        } catch (IOException unknown) {
          cause.addSuppressed(unknown);
          return null;
        }
      }
    }
    return null;
  }

  private static String reason(IOException cause) {
    if (cause instanceof FileSystemException failure && failure.getReason() != null) {
      return failure.getReason();
    }
    String name = cause.getClass().getSimpleName();
    return cause.getMessage() == null ? name : name + ": " + cause.getMessage();
  }
}
