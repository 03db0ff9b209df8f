package dev.hermetic.core.internal.engine;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.Digest;
import dev.hermetic.core.PrefetchPlan.Placement;
import dev.hermetic.core.StoreException;
import dev.hermetic.core.store.ContentStore;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses a run whose files cannot all be stored, before it fetches the first of them. Knows only
 * the files of which the lock declares the size; whatever is not known speaks for the run.
 */
final class SpaceCheck {
  private final ContentStore store;
  private final Set<Digest> counted = new HashSet<>();

  SpaceCheck(ContentStore store) {
    this.store = store;
  }

  /**
   * Checks.
   *
   * @throws StoreException with code {@code store.full}
   */
  void check(List<Placement> placements) throws IOException {
    long capacity = store.capacity();
    // All of them first, which asks the store nothing: mostly that is little enough.
    if (sum(placements, false) <= capacity) {
      return;
    }
    long missing = sum(placements, true);
    if (missing > capacity) {
      throw StoreException.builder("store.full")
          .subject("store")
          .message(
              "the store has room for "
                  + capacity
                  + " bytes, and what is to be fetched has "
                  + missing
                  + "; nothing was fetched")
          .hints(
              "Free space, or choose a store on a larger file system.",
              "Run the clean-up of the store with a smaller limit.")
          .build();
    }
  }

  private long sum(List<Placement> placements, boolean missingOnly) throws IOException {
    counted.clear();
    long sum = 0;
    for (Placement placement : placements) {
      Artifact artifact = placement.artifact();
      Optional<Digest> pin = artifact.expected().strongest();
      boolean counts = artifact.size().orElse(0) > 0 && pin.isPresent() && counted.add(pin.get());
      if (counts && !(missingOnly && store.find(artifact.expected()).isPresent())) {
        sum += artifact.size().getAsLong();
        if (sum < 0) {
          return Long.MAX_VALUE;
        }
      }
    }
    return sum;
  }
}
