package dev.hermetic.generic;

import dev.hermetic.core.Digest;
import dev.hermetic.core.Location;
import dev.hermetic.core.RelPath;
import java.util.Optional;

/**
 * One artifact as a file of ours names it.
 *
 * @param at where it stands
 * @param source where it comes from
 * @param filename where it goes, below {@code deps/generic}
 * @param checksum which bytes it must be; always present in a lockfile
 * @param auth how to authenticate, if at all
 */
record ArtifactEntry(
    Location at, Source source, RelPath filename, Optional<Digest> checksum, Optional<Auth> auth) {
  /** The same artifact with its bytes known. */
  ArtifactEntry pinned(Digest digest) {
    return new ArtifactEntry(at, source, filename, Optional.of(digest), auth);
  }

  /** The digest. */
  Digest digest() {
    return checksum.orElseThrow();
  }
}
