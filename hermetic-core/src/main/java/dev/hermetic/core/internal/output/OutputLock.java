package dev.hermetic.core.internal.output;

import dev.hermetic.core.CancellationToken;
import dev.hermetic.core.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Keeps other runs, of this and other processes, away from an output directory. The lock is a file
 * beside it that disappears with the lock.
 */
final class OutputLock implements AutoCloseable {
  private static final long POLL_MILLIS = 50;
  private static final int LARGEST_PADDING = 4096;
  private static final int ROUNDS = 3;

  /**
   * What this process holds. It has to be one a process, and so static, because file locks belong
   * to the process: a thread that merely opened and closed the file would give up the lock of
   * another one.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private OutputLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @param patience how long to wait for another run
   * @throws StoreException with code {@code store.output-locked} naming the other process
   */
  static OutputLock take(Path file, Duration patience, CancellationToken token)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    while (true) {
      token.throwIfCancelled();
      OutputLock lock = tryTake(file);
      if (lock != null) {
        return lock;
      }
      if (System.nanoTime() - start > patience.toNanos()) {
        throw locked(file);
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  private static @Nullable OutputLock tryTake(Path file) throws IOException {
    if (!HELD.add(file)) {
      return null;
    }
    boolean taken = false;
    try {
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      try {
        FileLock lock = channel.tryLock();
        taken = lock != null && isStillThere(file, channel);
        return taken ? new OutputLock(file, channel) : null;
      } catch (OverlappingFileLockException otherClassLoader) {
        return null;
      } finally {
        if (!taken) {
          channel.close();
        }
      }
    } finally {
      if (!taken) {
        HELD.remove(file);
      }
    }
  }

  // Another run may have deleted the file between our opening and locking it: then we hold a lock
  // on a file that nobody else will ever see. The sizes that we give ours must appear at the path;
  // it cannot be opened and read, since closing it again would give up the lock.
  private static boolean isStillThere(Path file, FileChannel channel) throws IOException {
    String mark = ProcessHandle.current().pid() + " ";
    try {
      for (int round = 0; round < ROUNDS; round++) {
        int size = mark.length() + ThreadLocalRandom.current().nextInt(LARGEST_PADDING);
        String padded = mark + " ".repeat(size - mark.length());
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(padded.getBytes(StandardCharsets.US_ASCII)), 0);
        if (Files.size(file) != size) {
          return false;
        }
      }
      return true;
    } catch (NoSuchFileException deleted) {
      return false;
    }
  }

  private static StoreException locked(Path file) {
    String owner;
    try {
      String pid =
          HELD.contains(file)
              ? Long.toString(ProcessHandle.current().pid())
              : Files.readString(file, StandardCharsets.US_ASCII).split(" ", 2)[0];
      owner = "process " + pid;
    } catch (IOException gone) {
      owner = "another run";
    }
    return StoreException.builder("store.output-locked")
        .subject(file.toString())
        .message(file + ": " + owner + " is writing this output")
        .hints("wait until it has finished", "or choose another output directory")
        .build();
  }

  @Override
  public void close() throws IOException {
    try {
      Files.deleteIfExists(file);
    } finally {
      try {
        channel.close();
      } finally {
        HELD.remove(file);
      }
    }
  }
}
