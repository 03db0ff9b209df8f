package dev.hermetic.core.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** How much more a store can take. */
final class StoreSpace {
  private StoreSpace() {}

  /** The free space of the volume and what unfinished parts occupy already. */
  static long capacity(Path temporaries) throws IOException {
    FileStore volume = Files.getFileStore(temporaries);
    long free = volume.getUsableSpace();
    if (free < 0 || volume.getTotalSpace() <= 0) {
      // Larger than a number can tell, or a file system that does not count.
      return Long.MAX_VALUE;
    }
    try (DirectoryStream<Path> parts = Files.newDirectoryStream(temporaries, "*.part")) {
      for (Path part : parts) {
        @Nullable BasicFileAttributes attributes = Objects.attributes(part);
        free += attributes == null ? 0 : attributes.size();
      }
    }
    return free < 0 ? Long.MAX_VALUE : free;
  }
}
