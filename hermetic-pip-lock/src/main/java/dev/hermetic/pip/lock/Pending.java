package dev.hermetic.pip.lock;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Something that was asked for and may not be there yet. Thread-safe.
 *
 * @param <T> what
 */
final class Pending<T> {
  private final CompletableFuture<T> answer;
  private final @Nullable Future<?> work;

  /**
   * Something on its way.
   *
   * @param work what will complete the answer, by the thread that waits if by no other
   */
  Pending(CompletableFuture<T> answer, @Nullable Future<?> work) {
    this.answer = answer;
    this.work = work;
  }

  static <T> Pending<T> known(T value) {
    return new Pending<>(CompletableFuture.completedFuture(value), null);
  }

  /** Does something with it once it is there, on the thread that brought it; not if it fails. */
  void whenThere(Consumer<T> next) {
    CompletableFuture<Void> unused = answer.thenAccept(next);
  }

  /**
   * Waits.
   *
   * @throws IOException when it was reading that failed
   * @throws InterruptedException when the run is cancelled
   */
  T await() throws IOException, InterruptedException {
    try {
      if (work != null && !answer.isDone()) {
        work.get();
      }
      return answer.get();
    } catch (CancellationException ended) {
      throw (InterruptedException) new InterruptedException("cancelled").initCause(ended);
    } catch (ExecutionException | CompletionException failed) {
      Throwable cause = failed.getCause();
      if (cause instanceof IOException io) {
        throw io;
      }
      if (cause instanceof InterruptedException) {
        throw (InterruptedException) new InterruptedException("cancelled").initCause(cause);
      }
      if (cause instanceof RuntimeException fault) {
        throw fault;
      }
      throw new IllegalStateException(cause);
    }
  }

  /** What is there already. */
  T now() {
    return answer.join();
  }

  void cancel() {
    if (work != null) {
      work.cancel(true);
    }
  }
}
