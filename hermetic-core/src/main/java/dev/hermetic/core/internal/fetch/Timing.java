package dev.hermetic.core.internal.fetch;

import dev.hermetic.core.CancellationToken;
import dev.hermetic.core.HttpSettings;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/** How long to wait between attempts, and the waiting itself; tests replace both. */
record Timing(Sleeper sleeper, DoubleSupplier random) {
  private static final long SLICE_MILLIS = 200;

  /** Waits. */
  @FunctionalInterface
  interface Sleeper {
    /**
     * Waits that long, or until the run is cancelled.
     *
     * @throws InterruptedException when the thread is interrupted
     */
    void sleep(Duration delay, CancellationToken token) throws InterruptedException;
  }

  static Timing real() {
    return new Timing(Timing::sleep, () -> ThreadLocalRandom.current().nextDouble());
  }

  /** Exponential backoff with full jitter: anything from nothing to the doubled delay. */
  Duration backoff(int failedAttempts, HttpSettings settings) {
    int doublings = Math.min(failedAttempts - 1, 20);
    double most =
        Math.min(
            settings.firstDelay().toMillis() * Math.pow(2, doublings),
            settings.longestDelay().toMillis());
    return Duration.ofMillis((long) (most * random.getAsDouble()));
  }

  private static void sleep(Duration delay, CancellationToken token) throws InterruptedException {
    long end = System.nanoTime() + delay.toNanos();
    for (long left = delay.toMillis(); left > 0; left = (end - System.nanoTime()) / 1_000_000) {
      token.throwIfCancelled();
      Thread.sleep(Math.min(left, SLICE_MILLIS));
    }
    token.throwIfCancelled();
  }
}
