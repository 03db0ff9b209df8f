package dev.hermetic.core.spi;

import dev.hermetic.core.PackageInput;
import java.io.IOException;

/**
 * Optional service: turns what a human writes into the ecosystem's own lockfile. The only place
 * that may choose a version or trust a digest on first use. Found like a {@link Resolver}; never
 * called by a prefetch.
 */
public interface Locker {
  /** The ecosystem. */
  String ecosystem();

  /**
   * Computes the lockfile; core compares and writes it.
   *
   * @throws dev.hermetic.core.HermeticException when content contradicts a given or locked digest
   * @throws IOException when reading fails
   * @throws InterruptedException when the run is cancelled
   */
  LockResult lock(PackageInput input, LockContext context) throws IOException, InterruptedException;
}
