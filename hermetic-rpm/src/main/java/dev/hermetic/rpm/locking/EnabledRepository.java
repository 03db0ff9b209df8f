package dev.hermetic.rpm.locking;

import dev.hermetic.rpm.origin.Origin;
import java.util.List;

/**
 * A repository as it is set up for one architecture; variables are replaced.
 *
 * @param origin where it is to be had
 * @param priority lower wins; 99 unless set
 * @param cost lower wins between equal versions; 1000 unless set
 * @param skipIfUnavailable whether the run goes on without it
 * @param moduleHotfixes whether the filter of modules leaves it alone
 * @param excludes packages that are not to be considered, as specifications
 * @param includes the only packages to be considered; empty for all
 */
record EnabledRepository(
    Origin origin,
    int priority,
    int cost,
    boolean skipIfUnavailable,
    boolean moduleHotfixes,
    List<String> excludes,
    List<String> includes) {
  EnabledRepository {
    excludes = List.copyOf(excludes);
    includes = List.copyOf(includes);
  }

  /** A repository with the values of one that sets none. */
  static EnabledRepository of(Origin origin) {
    return new EnabledRepository(origin, 99, 1000, false, false, List.of(), List.of());
  }

  String id() {
    return origin.id();
  }
}
