package dev.hermetic.core.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * One holder a key, among the threads of this process and all processes.
 *
 * <p>Processes exclude each other by locking one byte, at an offset taken from the key's hash, of
 * one file that is never deleted: there is no lock file to remove while another process waits for
 * it, none to leave behind, and the kernel frees the byte when a process dies. Threads exclude each
 * other by a semaphore first, since such locks belong to the process as a whole.
 */
final class KeyLocks {
  private static final long FIRST_PAUSE_MILLIS = 2;
  private static final long LONGEST_PAUSE_MILLIS = 50;

  private final FileChannel file;
  private final Map<Long, Turn> turns = new HashMap<>();

  KeyLocks(FileChannel file) {
    this.file = file;
  }

  /** Waits for a key. */
  Hold acquire(String name) throws IOException, InterruptedException {
    long offset = offset(name);
    Turn turn = join(offset);
    boolean mine = false;
    boolean done = false;
    try {
      turn.gate.acquire();
      mine = true;
      FileLock lock = waitForOthers(offset);
      done = true;
      return new Hold(offset, turn, lock);
    } finally {
      if (!done) {
        leave(offset, turn, mine);
      }
    }
  }

  /** A key that nobody holds now. */
  Optional<Hold> tryAcquire(String name) throws IOException {
    long offset = offset(name);
    Turn turn = join(offset);
    boolean mine = turn.gate.tryAcquire();
    @Nullable FileLock lock = null;
    try {
      lock = mine ? tryLock(offset) : null;
    } finally {
      if (lock == null) {
        leave(offset, turn, mine);
      }
    }
    return lock == null ? Optional.empty() : Optional.of(new Hold(offset, turn, lock));
  }

  private FileLock waitForOthers(long offset) throws IOException, InterruptedException {
    // Polling, because an interrupt of a blocking lock closes the channel, and with it goes every
    // lock that other threads hold through it.
    long pause = FIRST_PAUSE_MILLIS;
    while (true) {
      @Nullable FileLock lock = tryLock(offset);
      if (lock != null) {
        return lock;
      }
      Thread.sleep(pause);
      pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
    }
  }

  private @Nullable FileLock tryLock(long offset) throws IOException {
    try {
      return file.tryLock(offset, 1, false);
    } catch (OverlappingFileLockException sameJvm) {
      // Held through another copy of this class, from another class loader.
      return null;
    }
  }

  private static long offset(String name) {
    return Long.parseUnsignedLong(name.substring(0, 16), 16) >>> 2;
  }

  private synchronized Turn join(long offset) {
    Turn turn = turns.computeIfAbsent(offset, key -> new Turn());
    turn.threads++;
    return turn;
  }

  private synchronized void leave(long offset, Turn turn, boolean mine) {
    if (mine) {
      turn.gate.release();
    }
    if (--turn.threads == 0) {
      turns.remove(offset);
    }
  }

  private static final class Turn {
    final Semaphore gate = new Semaphore(1);
    int threads;
  }

  /** A held key. */
  final class Hold implements AutoCloseable {
    private final long offset;
    private final Turn turn;
    private final FileLock lock;
    private boolean released;

    Hold(long offset, Turn turn, FileLock lock) {
      this.offset = offset;
      this.turn = turn;
      this.lock = lock;
    }

    @Override
    public void close() throws IOException {
      if (released) {
        return;
      }
      released = true;
      try {
        if (lock.isValid()) {
          lock.release();
        }
      } finally {
        leave(offset, turn, true);
      }
    }
  }
}
