package dev.hermetic.core;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Cooperative cancellation: any thread may ask a run to stop; the run looks between artifacts and
 * while it copies bytes.
 */
public final class CancellationToken {
  private final AtomicBoolean cancelled = new AtomicBoolean();

  /** A token that nobody has cancelled yet. */
  public CancellationToken() {}

  /** Asks the run to stop; idempotent. */
  public void cancel() {
    cancelled.set(true);
  }

  /** Whether somebody asked the run to stop. */
  public boolean isCancelled() {
    return cancelled.get();
  }

  /**
   * Returns normally unless somebody asked the run to stop.
   *
   * @throws CancelledException when {@link #cancel} was called
   */
  public void throwIfCancelled() {
    if (isCancelled()) {
      throw CancelledException.of();
    }
  }
}
