package dev.hermetic.core.internal.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Directories whose entries changed, synced together. A rename that is lost with the power is only
 * a download to repeat, so a batch is safe where the renamed files themselves were synced. Safe for
 * many threads.
 */
public final class DirectorySync {
  /** Each waits for the disk, which answers those that wait at the same time together. */
  private static final int THREADS = 16;

  /** For fewer a further thread is not worth its making. */
  private static final int EACH = 16;

  private final Set<Path> changed = ConcurrentHashMap.newKeySet();

  /** Notes that entries of a directory changed. */
  public void changed(Path directory) {
    changed.add(directory);
  }

  /**
   * Makes the noted changes durable.
   *
   * @throws IOException the first failure; what was not synced is still noted
   */
  public void sync() throws IOException {
    Round round = new Round(List.copyOf(changed));
    changed.removeAll(round.waiting);
    List<Thread> helpers = helpers(round);
    round.workWhileFilesCanBeOpened();
    helpers.forEach(DirectorySync::join);
    try {
      round.finish();
    } finally {
      changed.addAll(round.waiting);
    }
  }

  private static List<Thread> helpers(Round round) {
    List<Thread> helpers = new ArrayList<>();
    try {
      for (int i = 1; i < Math.min(THREADS, round.waiting.size() / EACH); i++) {
        Thread helper = new Thread(round::workWhileFilesCanBeOpened, "hermetic-sync-" + i);
        helper.setDaemon(true);
        helper.start();
        helpers.add(helper);
      }
    } catch (OutOfMemoryError noMoreThreads) {
      // So the JVM calls a limit of threads; those that run, this one at least, do the work.
    }
    return helpers;
  }

  // An interrupt is kept for the caller; helpers that still sync must not outlive this call.
  private static void join(Thread helper) {
    boolean interrupted = false;
    while (helper.isAlive()) {
      try {
        helper.join();
      } catch (InterruptedException asked) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Opens a directory to sync it; null where that is neither possible nor necessary. */
  private static @Nullable FileChannel open(Path directory) throws IOException {
    // Windows cannot open a directory, and journals such changes itself.
    return directory.getFileSystem().supportedFileAttributeViews().contains("posix")
            && Files.isDirectory(directory)
        ? FileChannel.open(directory, StandardOpenOption.READ)
        : null;
  }

  private static void sync(@Nullable FileChannel directory) throws IOException {
    if (directory != null) {
      try (directory) {
        directory.force(true);
      }
    }
  }

  private static final class Round {
    final Queue<Path> waiting;
    final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();

    Round(List<Path> directories) {
      this.waiting = new ConcurrentLinkedQueue<>(directories);
    }

    /** One of several threads; ends early where descriptors are scarce, since each takes one. */
    void workWhileFilesCanBeOpened() {
      while (failure.get() == null) {
        @Nullable Path directory = waiting.poll();
        if (directory == null) {
          return;
        }
        @Nullable FileChannel channel;
        try {
          channel = open(directory);
        } catch (IOException left) {
          // For the thread that finishes the round, which fails if it cannot open it either.
          waiting.add(directory);
          return;
        }
        sync(directory, channel);
      }
    }

    /** A failed sync counts at once: the system tells a loss only to the first who asks. */
    private void sync(Path directory, @Nullable FileChannel channel) {
      try {
        DirectorySync.sync(channel);
      } catch (IOException failed) {
        waiting.add(directory);
        failure.compareAndSet(null, failed);
      }
    }

    /** What the threads left, in this one alone. */
    void finish() throws IOException {
      @Nullable IOException failed = failure.get();
      if (failed != null) {
        throw failed;
      }
      for (@Nullable Path next = waiting.peek(); next != null; next = waiting.peek()) {
        DirectorySync.sync(open(next));
        waiting.remove();
      }
    }
  }
}
