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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keeps other runs, of this and other processes, away from an output directory. The lock is a file
 * beside it that disappears with the lock.
 */
public final class OutputLock implements AutoCloseable {
  private static final long POLL_MILLIS = 50;

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
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    boolean taken = false;
    try {
      FileLock lock = channel.tryLock();
      taken = lock != null && isStillThere(file, channel);
      return taken ? new OutputLock(file, channel) : null;
    } catch (OverlappingFileLockException otherThread) {
      return null;
    } finally {
      if (!taken) {
        channel.close();
      }
    }
  }

  // Another run may have deleted the file between our opening and locking it: then we hold a lock
  // on a file that nobody else will ever see. What we write into ours must appear at the path.
  private static boolean isStillThere(Path file, FileChannel channel) throws IOException {
    String mark = ProcessHandle.current().pid() + " " + java.util.UUID.randomUUID();
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(mark.getBytes(StandardCharsets.US_ASCII)), 0);
    try {
      return Objects.equals(Files.readString(file, StandardCharsets.US_ASCII), mark);
    } catch (NoSuchFileException deleted) {
      return false;
    }
  }

  private static StoreException locked(Path file) {
    String owner;
    try {
      owner = "process " + Files.readString(file, StandardCharsets.US_ASCII).split(" ", 2)[0];
    } catch (IOException gone) {
      owner = "another run";
    }
    return new StoreException(
        "store.output-locked",
        file.toString(),
        file + ": " + owner + " is writing this output",
        null,
        "wait until it has finished",
        "or choose another output directory");
  }

  @Override
  public void close() throws IOException {
    try {
      Files.deleteIfExists(file);
    } finally {
      channel.close();
    }
  }
}
