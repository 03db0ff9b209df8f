package dev.hermetic.core.internal.engine;

import dev.hermetic.core.internal.io.Tasks.Task;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Works on many items with few threads. The calling thread takes part, so that a busy or tiny
 * executor slows a run down but cannot stop it; nothing is queued but the workers themselves.
 * Thread-safe.
 */
final class Workers implements AutoCloseable {
  /** Disks answer several at a time, even where there is one processor. */
  private static final int LEAST = 4;

  private final int threads;
  private final int few;
  private final @Nullable ExecutorService given;
  private @Nullable ThreadPoolExecutor own;

  /** A task that may have to wait for somebody else, a server for example. */
  @FunctionalInterface
  interface WaitingTask {
    /**
     * Does the work.
     *
     * @param waits to be called before waiting; any number of times
     */
    void run(int index, Runnable waits) throws IOException, InterruptedException;
  }

  Workers(@Nullable ExecutorService given, int threads) {
    this.given = given;
    this.threads = threads;
    this.few = Math.min(threads, Math.max(LEAST, 2 * Runtime.getRuntime().availableProcessors()));
  }

  /**
   * Calls the task for every index below {@code count}, in rising order of their beginnings. The
   * first failure ends the round and is thrown once all threads have left it. Only as many threads
   * take part as keep the processors and the disk busy.
   *
   * @throws InterruptedException when this thread is interrupted; the other threads are, too
   */
  void each(int count, Task task) throws IOException, InterruptedException {
    eachWaiting(count, (index, waits) -> task.run(index));
  }

  /** The same, but all threads take part as soon as one is about to wait for somebody else. */
  void eachWaiting(int count, WaitingTask task) throws IOException, InterruptedException {
    Round round = new Round(count, task);
    round.widen(few);
    round.work();
    round.close();
    round.rethrow();
  }

  /** Work that a free thread does, or else the one that waits for it. */
  <T> Future<T> submit(Callable<T> work) {
    FutureTask<T> task = new Helped<>(work);
    try {
      executor().execute(task);
    } catch (RejectedExecutionException shutDown) {
      // Who waits for it does it.
    } catch (OutOfMemoryError noMoreThreads) {
      // So the JVM calls a limit of threads; who waits for it does it.
    }
    return task;
  }

  private synchronized ExecutorService executor() {
    if (given != null) {
      return given;
    }
    if (own == null) {
      own =
          new ThreadPoolExecutor(
              threads, threads, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads());
      own.allowCoreThreadTimeOut(true);
    }
    return own;
  }

  private static ThreadFactory threads() {
    AtomicInteger number = new AtomicInteger();
    return work -> {
      Thread thread = new Thread(work, "hermetic-io-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  @Override
  public synchronized void close() {
    if (own != null) {
      own.shutdownNow();
    }
  }

  /** Running a task that runs already, or has, does nothing. */
  private static final class Helped<T> extends FutureTask<T> {
    Helped(Callable<T> work) {
      super(work);
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
      run();
      return super.get();
    }
  }

  private final class Round {
    private final int count;
    private final WaitingTask task;
    private final AtomicInteger next = new AtomicInteger();
    private final List<Future<?>> helpers = new ArrayList<>();
    private volatile @Nullable Throwable failure;
    private volatile boolean wide;
    private int asked;
    private int active;
    private boolean closed;

    Round(int count, WaitingTask task) {
      this.count = count;
      this.task = task;
    }

    /** Has so many threads take part, this one included. */
    void widen(int width) {
      try {
        while (mayHelp(width)) {
          helping(executor().submit(this::help));
        }
      } catch (RejectedExecutionException shutDown) {
        // The threads that are there do the work, this one at least.
      } catch (OutOfMemoryError noMoreThreads) {
        // So the JVM calls a limit of threads; those that run do the work.
      }
    }

    private synchronized boolean mayHelp(int width) {
      boolean may = !closed && asked < Math.min(width, count) - 1;
      asked += may ? 1 : 0;
      return may;
    }

    private synchronized void helping(Future<?> helper) {
      helpers.add(helper);
      if (closed && failure != null) {
        helper.cancel(true);
      }
    }

    private void waits() {
      if (!wide) {
        wide = true;
        widen(threads);
      }
    }

    void work() {
      int index = failure == null ? next.getAndIncrement() : count;
      while (index < count) {
        try {
          task.run(index, this::waits);
        } catch (Throwable thrown) {
          fail(thrown);
        }
        index = failure == null ? next.getAndIncrement() : count;
      }
    }

    void help() {
      synchronized (this) {
        if (closed) {
          return;
        }
        active++;
      }
      try {
        work();
      } finally {
        synchronized (this) {
          active--;
          notifyAll();
        }
      }
    }

    private synchronized void fail(Throwable thrown) {
      if (failure == null) {
        failure = thrown;
      }
    }

    /** Waits for the helpers at work; those that have not begun will find nothing to do. */
    synchronized void close() {
      closed = true;
      while (active > 0) {
        if (failure != null) {
          helpers.forEach(helper -> helper.cancel(true));
        }
        try {
          wait();
        } catch (InterruptedException interrupted) {
          failure = interrupted;
        }
      }
    }

    void rethrow() throws IOException, InterruptedException {
      Throwable thrown = failure;
      if (thrown instanceof IOException io) {
        throw io;
      } else if (thrown instanceof InterruptedException interrupted) {
        throw interrupted;
      } else if (thrown instanceof RuntimeException runtime) {
        throw runtime;
      } else if (thrown instanceof Error error) {
        throw error;
      }
    }
  }
}
