package dev.hermetic.pip;

import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SourceTree;
import dev.hermetic.pip.pylock.LockTargets;
import dev.hermetic.pip.pylock.Pylock;
import dev.hermetic.pip.pylock.PylockReader;
import dev.hermetic.pip.wheel.Target;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The {@code pylock.toml} files of an input, read once, and the targets that they are made for. */
final class Pylocks {
  private final Map<RelPath, Pylock> locks;

  private Pylocks(Map<RelPath, Pylock> locks) {
    this.locks = locks;
  }

  /**
   * Reads them.
   *
   * @param problems is given what makes a lock unusable, which is left out then
   * @throws IOException when reading fails
   */
  static Pylocks read(
      SourceTree source,
      List<RelPath> files,
      Consumer<Diagnostic> findings,
      Consumer<HermeticException> problems)
      throws IOException {
    Map<RelPath, Pylock> locks = new LinkedHashMap<>();
    for (RelPath file : files) {
      PylockReader reader = new PylockReader(file);
      try {
        locks.put(file, reader.read(source));
      } catch (HermeticException unusable) {
        problems.accept(unusable);
      }
      reader.warnings().forEach(findings);
    }
    return new Pylocks(locks);
  }

  /** A lock that could be read. */
  Optional<Pylock> lock(RelPath file) {
    return Optional.ofNullable(locks.get(file));
  }

  /**
   * The options for the targets of the locks, where the options name none; says so.
   *
   * @throws LockfileException with code {@code pip.no-target} when two locks name different ones
   */
  PipOptions withTargets(PipOptions options, Consumer<Diagnostic> findings) {
    Optional<RelPath> named = Optional.empty();
    List<Target> targets = List.of();
    if (options.selection().isOpen()) {
      for (Map.Entry<RelPath, Pylock> lock : locks.entrySet()) {
        List<Target> own = LockTargets.of(lock.getKey(), lock.getValue());
        if (named.isPresent() && !own.isEmpty() && !sorted(own).equals(sorted(targets))) {
          throw differ(lock.getKey(), named.get());
        }
        if (!own.isEmpty()) {
          named = Optional.of(lock.getKey());
          targets = own;
        }
      }
    }
    if (named.isEmpty()) {
      return options;
    }
    findings.accept(
        Diagnostic.info(
                "pip.targets",
                "prefetched for the targets of the lock: " + String.join(", ", sorted(targets)))
            .at(Location.of(named.get())));
    return options.withTargets(targets);
  }

  private static LockfileException differ(RelPath file, RelPath other) {
    return LockfileException.of(
        FileChoice.NO_TARGET,
        Location.of(file),
        "this lock is made for other environments than " + other,
        "name those that are wanted with the option 'targets'",
        "or make an input of each lock");
  }

  private static Set<String> sorted(List<Target> targets) {
    Set<String> names = new TreeSet<>();
    targets.forEach(target -> names.add(target.toString()));
    return names;
  }
}
