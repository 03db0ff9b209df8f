package dev.hermetic.pip;

import dev.hermetic.core.Location;
import dev.hermetic.pip.requirement.PackageName;
import dev.hermetic.pip.wheel.Target;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * One entry of a lock: a package that some targets need, and the files that may serve them.
 *
 * @param name its name
 * @param version its version, where the lock states one
 * @param pinnedAt where it stands
 * @param appliesTo whether a target needs it
 * @param offers the files whose bytes the lock knows
 * @param formats which kinds of files the lock accepts
 * @param source what else there is, for a failure's message
 */
record Wanted(
    PackageName name,
    Optional<String> version,
    Location pinnedAt,
    Predicate<Target> appliesTo,
    List<Offer> offers,
    Formats formats,
    Source source) {

  /**
   * Which kinds of files are accepted.
   *
   * @param wheels whether wheels are
   * @param sdists whether source distributions are
   */
  record Formats(boolean wheels, boolean sdists) {
    static final Formats ALL = new Formats(true, true);
  }

  /**
   * Where an entry comes from.
   *
   * @param build whether it is needed for building only
   * @param direct whether the lock gives a URL of its own instead of an index
   * @param index the index, where it is not the operator's own
   * @param pinned whether the project names a hash of it
   * @param offered what was offered, in words
   */
  record Source(
      boolean build,
      boolean direct,
      Optional<String> index,
      boolean pinned,
      Supplier<String> offered) {}

  /** {@code numpy==2.1.0}. */
  String display() {
    return version.map(v -> name + "==" + v).orElseGet(name::toString);
  }
}
