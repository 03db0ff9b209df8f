package dev.hermetic.npm;

import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.SafeUri;

/**
 * One tarball to download, before it has a place.
 *
 * @param entry the first entry that needs it
 * @param url where it is
 * @param expected its digests, as all entries of the lock together know them
 * @param registry whether it comes from a registry
 * @param dev whether only development needs it
 */
record Pin(
    PinnedEntry entry, SafeUri url, ExpectedDigests expected, boolean registry, boolean dev) {
  Pin expecting(ExpectedDigests digests) {
    return digests.equals(expected) ? this : new Pin(entry, url, digests, registry, dev);
  }

  Pin neededInProduction() {
    return new Pin(entry, url, expected, registry, false);
  }
}
