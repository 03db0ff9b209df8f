package dev.hermetic.core.internal.http;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Notices a body that trickles: fewer than a number of bytes within a whole window. One thread. */
final class RateGuard {
  /**
   * The least speed that is accepted.
   *
   * @param bytes the least bytes a window
   * @param window its length
   */
  record Minimum(long bytes, Duration window) {
    /** 1 KB/s over a minute. */
    static final Minimum DEFAULT = new Minimum(60_000, Duration.ofSeconds(60));
  }

  private final Minimum minimum;
  private final LongSupplier nanoTime;
  private long windowStart;
  private long inWindow;

  RateGuard(Minimum minimum, LongSupplier nanoTime) {
    this.minimum = minimum;
    this.nanoTime = nanoTime;
    this.windowStart = nanoTime.getAsLong();
  }

  /** Counts bytes; false when the window that ends now was too slow. */
  boolean received(int bytes) {
    inWindow += bytes;
    long now = nanoTime.getAsLong();
    if (now - windowStart < minimum.window().toNanos()) {
      return true;
    }
    boolean fastEnough = inWindow >= minimum.bytes();
    windowStart = now;
    inWindow = 0;
    return fastEnough;
  }
}
