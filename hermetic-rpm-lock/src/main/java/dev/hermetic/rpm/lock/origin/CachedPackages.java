package dev.hermetic.rpm.lock.origin;

import dev.hermetic.core.Digest;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.spi.LockContext;
import dev.hermetic.rpm.repodata.CachedTable;
import dev.hermetic.rpm.repodata.PackageTable;
import java.io.IOException;
import java.util.Optional;

/**
 * Lists of packages that earlier runs have read, kept in the store under the digest of the list, so
 * that a list that did not change is not parsed again. Thread-safe.
 */
final class CachedPackages {
  private static final String KEPT = "rpm/packages/" + CachedTable.FORM + "/";

  private final LockContext context;

  CachedPackages(LockContext context) {
    this.context = context;
  }

  /** The list with a digest; empty where it is not kept, or damaged. */
  Optional<PackageTable> find(Optional<Digest> list, RelPath file) throws IOException {
    Optional<String> name = name(list);
    Optional<byte[]> bytes =
        name.isPresent() ? context.recall(name.get(), CachedTable.MAX_BYTES) : Optional.empty();
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(CachedTable.read(bytes.get(), file));
    } catch (IOException damaged) {
      // The list itself will be read, and kept again.
      return Optional.empty();
    }
  }

  /** Keeps a list that was verified by its digest. */
  void keep(Optional<Digest> list, PackageTable table) throws IOException, InterruptedException {
    Optional<String> name = name(list);
    if (name.isPresent() && CachedTable.size(table) <= CachedTable.MAX_BYTES) {
      context.keep(name.get(), CachedTable.write(table));
    }
  }

  /** What only a weak digest pins could be something else the next time. */
  private static Optional<String> name(Optional<Digest> list) {
    return list.filter(digest -> digest.algorithm().isStrong()).map(digest -> KEPT + digest);
  }
}
