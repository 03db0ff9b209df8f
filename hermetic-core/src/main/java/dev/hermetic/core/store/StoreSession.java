package dev.hermetic.core.store;

import dev.hermetic.core.StoreException;
import dev.hermetic.core.internal.io.DiskFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * What all stores that this process opened in one directory share: the locks and the list of
 * content in use. It has to be one a process, and so static, because file locks belong to the
 * process: closing any channel of a locked file gives up all of the process's locks on it.
 *
 * <p>A process that uses the store holds a shared lock on one random byte of {@code locks/users};
 * the clean-up needs all other bytes for itself.
 */
final class StoreSession {
  private static final Map<Path, StoreSession> OPEN = new HashMap<>();
  private static final long PAUSE_MILLIS = 20;

  private final Path bucket;
  private final Map<String, Boolean> used = new ConcurrentHashMap<>();
  private final long userByte = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE >>> 2);
  private int members;
  private @Nullable FileChannel users;
  private @Nullable FileChannel keys;
  private volatile @Nullable KeyLocks keyLocks;

  private StoreSession(Path bucket) {
    this.bucket = bucket;
  }

  /** Joins the session of a writable store, waiting while a clean-up runs. */
  static StoreSession join(StoreLayout layout) {
    StoreSession session;
    synchronized (OPEN) {
      session = OPEN.computeIfAbsent(layout.bucket(), StoreSession::new);
      session.members++;
    }
    boolean started = false;
    try {
      session.start(layout);
      started = true;
      return session;
    } finally {
      if (!started) {
        session.leave();
      }
    }
  }

  private synchronized void start(StoreLayout layout) {
    if (keyLocks != null || !layout.writable()) {
      return;
    }
    try {
      users = channel(layout.locks().resolve("users"));
      awaitUserLock(users);
      keys = channel(layout.locks().resolve("keys"));
      keyLocks = new KeyLocks(keys);
    } catch (IOException failure) {
      throw DiskFailure.of(layout.locks(), failure);
    }
  }

  private static FileChannel channel(Path file) throws IOException {
    return FileChannel.open(
        file,
        Set.of(
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS));
  }

  private void awaitUserLock(FileChannel channel) throws IOException {
    try {
      while (tryLock(channel, userByte, 1, true) == null) {
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw inUse("a clean-up runs, and waiting for it was interrupted", interrupted);
    }
  }

  private static @Nullable FileLock tryLock(
      FileChannel channel, long position, long size, boolean shared) throws IOException {
    try {
      return channel.tryLock(position, size, shared);
    } catch (OverlappingFileLockException sameJvm) {
      // Held through another copy of this class, from another class loader.
      return null;
    }
  }

  private StoreException inUse(String what, @Nullable Throwable cause) {
    return StoreException.builder("store.locked")
        .subject(bucket.toString())
        .message(bucket + ": " + what)
        .cause(cause)
        .hints("Run the clean-up again when no other process uses the store.")
        .build();
  }

  /** Leaves; the last one out releases the locks. */
  void leave() {
    synchronized (OPEN) {
      if (--members == 0) {
        OPEN.remove(bucket);
        close(users);
        close(keys);
      }
    }
  }

  private void close(@Nullable FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException failure) {
      throw DiskFailure.of(bucket, failure);
    }
  }

  KeyLocks keys() {
    KeyLocks open = keyLocks;
    if (open == null) {
      throw new IllegalStateException("the store is read-only");
    }
    return open;
  }

  /**
   * Protects content from the clean-up for as long as this process has the store open.
   *
   * @return whether this was the first use
   */
  boolean use(String sha256) {
    return used.putIfAbsent(sha256, Boolean.TRUE) == null;
  }

  /** What happens to content that nobody uses. */
  interface Removal {
    void remove() throws IOException;
  }

  /**
   * Removes content unless this process uses it; a use at the same moment waits, then finds none.
   */
  boolean removeUnlessUsed(String sha256, Removal removal) {
    boolean[] removed = new boolean[1];
    used.computeIfAbsent(
        sha256,
        key -> {
          try {
            removal.remove();
          } catch (IOException failure) {
            throw DiskFailure.of(bucket, failure);
          }
          removed[0] = true;
          return null;
        });
    return removed[0];
  }

  /** Something that runs while no other process uses the store. */
  interface Alone<T> {
    T run() throws IOException, InterruptedException;
  }

  /** Runs alone, or fails with {@code store.locked}. */
  synchronized <T> T alone(Alone<T> action) throws IOException, InterruptedException {
    FileChannel channel = users;
    if (channel == null) {
      throw new IllegalStateException("the store is read-only");
    }
    try (FileLock before = tryLock(channel, 0, userByte, false);
        FileLock behind =
            before == null
                ? null
                : tryLock(channel, userByte + 1, Long.MAX_VALUE - userByte - 1, false)) {
      if (behind == null) {
        throw inUse("another process uses the store", null);
      }
      return action.run();
    }
  }
}
