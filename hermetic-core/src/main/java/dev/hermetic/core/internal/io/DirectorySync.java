package dev.hermetic.core.internal.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Directories whose entries changed, synced together. A rename that is lost with the power is only
 * a download to repeat, so a batch is safe where the renamed files themselves were synced. Safe for
 * many threads.
 */
public final class DirectorySync {
  private final Set<Path> changed = ConcurrentHashMap.newKeySet();

  /** Notes that entries of a directory changed. */
  public void changed(Path directory) {
    changed.add(directory);
  }

  /** Makes the noted changes durable. */
  public void sync() throws IOException {
    for (Path directory : List.copyOf(changed)) {
      changed.remove(directory);
      syncOne(directory);
    }
  }

  private static void syncOne(Path directory) throws IOException {
    // Windows cannot open a directory, and journals such changes itself.
    if (!directory.getFileSystem().supportedFileAttributeViews().contains("posix")
        || !Files.isDirectory(directory)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
