package dev.hermetic.core.internal.http;

import dev.hermetic.core.CancellationToken;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.jspecify.annotations.Nullable;

/**
 * Looks after requests that block in a socket: closes them when their time is over, the run is
 * cancelled or their thread is interrupted. One daemon thread for all, since a timer per request
 * would cost more than a small download. Thread-safe.
 */
final class Watch implements AutoCloseable {
  private static final long PERIOD_MILLIS = 250;

  /** Why a request was closed. */
  enum End {
    TIME,
    CANCELLED,
    INTERRUPTED
  }

  /** One request under observation. */
  static final class Watched {
    private final HttpGet request;
    private final long deadline;
    private final CancellationToken token;
    private final Thread thread = Thread.currentThread();
    private volatile @Nullable End end;

    private Watched(HttpGet request, long deadline, CancellationToken token) {
      this.request = request;
      this.deadline = deadline;
      this.token = token;
    }

    /** Why the request was closed; null when it was not. */
    @Nullable End end() {
      return end;
    }

    private void look(long now) {
      if (token.isCancelled()) {
        stop(End.CANCELLED);
      } else if (thread.isInterrupted()) {
        stop(End.INTERRUPTED);
      } else if (now - deadline > 0) {
        stop(End.TIME);
      }
    }

    private void stop(End reason) {
      if (end == null) {
        end = reason;
        request.cancel();
      }
    }
  }

  private final Set<Watched> watched = ConcurrentHashMap.newKeySet();
  private @Nullable Thread thread;
  private volatile boolean closed;

  /** Observes a request until {@link #release}. */
  Watched observe(HttpGet request, long deadlineNanos, CancellationToken token) {
    Watched entry = new Watched(request, deadlineNanos, token);
    watched.add(entry);
    start();
    return entry;
  }

  void release(Watched entry) {
    watched.remove(entry);
  }

  private void start() {
    if (thread == null) {
      synchronized (this) {
        if (thread == null && !closed) {
          Thread fresh = new Thread(this::run, "hermetic-http-watch");
          fresh.setDaemon(true);
          try {
            fresh.start();
            thread = fresh;
          } catch (OutOfMemoryError noMoreThreads) {
            // So the JVM calls a limit of threads. The sockets' own time-outs still bound every
            // silence, and the next request tries again.
            thread = null;
          }
        }
      }
    }
  }

  private void run() {
    while (!closed) {
      long now = System.nanoTime();
      watched.forEach(entry -> entry.look(now));
      try {
        Thread.sleep(PERIOD_MILLIS);
      } catch (InterruptedException end) {
        return;
      }
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (thread != null) {
      thread.interrupt();
    }
  }
}
