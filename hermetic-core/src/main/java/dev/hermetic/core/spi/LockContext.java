package dev.hermetic.core.spi;

import dev.hermetic.core.Digest;
import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.SafeUri;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/** Everything a locker may touch. Thread-safe. Not for implementation. */
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

  /**
   * Content by its digest: what the store holds, else downloaded into the store and checked while
   * it streams. Lent for the time of the run. Several threads that ask for the same content share
   * one download.
   *
   * <p>All digests are checked, whatever their strength. With nothing stronger than SHA-1 or MD5
   * the store cannot find the content again, so that it is downloaded each time and cannot be had
   * offline.
   *
   * @param expected which bytes it must be
   * @param maxBytes the most bytes it may have
   * @param requestHeaders secret header fields for the first origin
   * @throws dev.hermetic.core.InputException with code {@code input.no-digest} when nothing is
   *     expected: {@link #obtain} is the way to content without a pin
   * @throws dev.hermetic.core.IntegrityException with code {@code integrity.digest} when the server
   *     sends other bytes, twice; they are in the store's quarantine then
   * @throws dev.hermetic.core.FetchException when it cannot be had, with code {@code fetch.offline}
   *     when the run is offline and the store does not hold it
   * @throws dev.hermetic.core.PolicyException with code {@code policy.size} when it is larger than
   *     that, {@code policy.host} or {@code policy.scheme} when it may not be fetched from there
   * @throws IOException when reading fails
   * @throws InterruptedException when the run is cancelled
   */
  StagedContent pinned(
      SafeUri locator, ExpectedDigests expected, long maxBytes, Map<String, String> requestHeaders)
      throws IOException, InterruptedException;

  /** The same without header fields. */
  default StagedContent pinned(SafeUri locator, ExpectedDigests expected, long maxBytes)
      throws IOException, InterruptedException {
    return pinned(locator, expected, maxBytes, Map.of());
  }

  /** Names whose locked content may change; empty means none. */
  Set<String> updates();

  /** Content that was obtained. Immutable. */
  final class Obtained {
    private final Digest sha256;
    private final Map<Digest.Algorithm, Digest> digests;
    private final long size;

    private Obtained(Digest sha256, Map<Digest.Algorithm, Digest> digests, long size) {
      this.sha256 = sha256;
      this.digests = Map.copyOf(digests);
      this.size = size;
    }

    /**
     * Content; used by contexts.
     *
     * @param digests further digests by algorithm
     * @param size its size in bytes
     */
    public static Obtained of(Digest sha256, Map<Digest.Algorithm, Digest> digests, long size) {
      return new Obtained(sha256, digests, size);
    }

    /** Its SHA-256. */
    public Digest sha256() {
      return sha256;
    }

    /** Further digests by algorithm. */
    public Map<Digest.Algorithm, Digest> digests() {
      return digests;
    }

    /** Its size in bytes. */
    public long size() {
      return size;
    }

    /** The digest and the size. */
    @Override
    public String toString() {
      return sha256 + " (" + size + " bytes)";
    }
  }
}
