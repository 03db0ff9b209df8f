package dev.hermetic.cli;

import dev.hermetic.core.CancellationToken;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * On SIGINT and SIGTERM the run is asked to stop and given two seconds; the JVM then ends with 130
 * or 143. At a normal exit the latch is already down and the hook does nothing.
 */
final class SignalStop implements Runnable {
  private static final long SOFT_STOP_MILLIS = 500;
  private static final long HARD_STOP_MILLIS = 1500;

  private final Thread runner;
  private final CancellationToken cancellation;
  private final CountDownLatch finished;

  /** What a shutdown hook does for the run of a thread. */
  SignalStop(Thread runner, CancellationToken cancellation, CountDownLatch finished) {
    this.runner = runner;
    this.cancellation = cancellation;
    this.finished = finished;
  }

  @Override
  public void run() {
    if (finished.getCount() == 0) {
      return;
    }
    cancellation.cancel();
    try {
      if (!finished.await(SOFT_STOP_MILLIS, TimeUnit.MILLISECONDS)) {
        runner.interrupt();
        finished.await(HARD_STOP_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }
}
