package dev.hermetic.core.spi;

import dev.hermetic.core.Digest;
import dev.hermetic.core.SafeUri;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/** Everything a locker may touch. */
public interface LockContext extends ResolveContext {
  /**
   * Downloads content into the store without a pin and tells what it is; the only such way.
   *
   * @param requestHeaders secret header fields for the first origin
   * @throws IOException when reading fails
   * @throws InterruptedException when the run is cancelled
   */
  Obtained obtain(SafeUri locator, Map<String, String> requestHeaders)
      throws IOException, InterruptedException;

  /** Names whose locked content may change; empty means none. */
  Set<String> updates();

  /**
   * Content that was obtained.
   *
   * @param sha256 its digest
   * @param digests further digests by algorithm
   * @param size its size in bytes
   */
  record Obtained(Digest sha256, Map<Digest.Algorithm, Digest> digests, long size) {}
}
