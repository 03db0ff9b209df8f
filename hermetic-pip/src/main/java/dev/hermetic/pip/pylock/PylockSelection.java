package dev.hermetic.pip.pylock;

import dev.hermetic.core.InputException;
import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PrintableText;
import dev.hermetic.core.RelPath;
import dev.hermetic.pip.requirement.Marker;
import dev.hermetic.pip.requirement.MarkerEnvironment;
import dev.hermetic.pip.requirement.PackageName;
import dev.hermetic.pip.version.SpecifierSet;
import dev.hermetic.pip.version.Version;
import dev.hermetic.pip.wheel.Target;
import dev.hermetic.pip.wheel.WheelName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Chooses from a lock what an environment installs, by the steps of the specification
 * ("Installation"). Immutable.
 */
public final class PylockSelection {
  private final RelPath file;
  private final Pylock lock;
  private final Set<PackageName> extras;
  private final Set<PackageName> groups;

  private PylockSelection(
      RelPath file, Pylock lock, Set<PackageName> extras, Set<PackageName> groups) {
    this.file = file;
    this.lock = lock;
    this.extras = extras;
    this.groups = groups;
  }

  /**
   * A selection without extras and with the default groups.
   *
   * @param file where the lock is, for messages
   */
  public static PylockSelection of(RelPath file, Pylock lock) {
    return new PylockSelection(file, lock, Set.of(), names(lock.defaultGroups().orElse(List.of())));
  }

  /**
   * The same with extras.
   *
   * @throws LockfileException with code {@code pip.extra} when the lock does not offer one
   */
  public PylockSelection withExtras(Collection<PackageName> wanted) {
    Set<PackageName> offered = Set.copyOf(lock.extras().orElse(List.of()));
    checkOffered("extra", wanted, offered);
    return new PylockSelection(file, lock, Set.copyOf(wanted), groups);
  }

  /**
   * The same with dependency groups beside, or in place of, the default ones.
   *
   * @param defaults whether the default groups are kept
   * @throws LockfileException with code {@code pip.extra} when the lock does not offer one
   */
  public PylockSelection withGroups(Collection<PackageName> wanted, boolean defaults) {
    Set<PackageName> byDefault = names(lock.defaultGroups().orElse(List.of()));
    Set<PackageName> offered = new TreeSet<>(byDefault);
    offered.addAll(names(lock.dependencyGroups().orElse(List.of())));
    checkOffered("dependency group", wanted, offered);
    Set<PackageName> chosen = new TreeSet<>(wanted);
    if (defaults) {
      chosen.addAll(byDefault);
    }
    return new PylockSelection(file, lock, extras, Set.copyOf(chosen));
  }

  private static Set<PackageName> names(List<String> groups) {
    return groups.stream().map(PackageName::of).collect(Collectors.toUnmodifiableSet());
  }

  private void checkOffered(String kind, Collection<PackageName> wanted, Set<PackageName> offered) {
    for (PackageName name : wanted) {
      if (!offered.contains(name)) {
        throw LockfileException.of(
            "pip.extra",
            Location.of(file),
            "the lock offers no " + kind + " " + PrintableText.quoted(name.toString()),
            offered.isEmpty() ? "leave it out" : "choose one of " + new TreeSet<>(offered));
      }
    }
  }

  /**
   * The packages that an environment installs, in the order of the lock.
   *
   * @throws LockfileException with code {@code pip.environment} when the lock or one of the
   *     packages is not made for the environment, {@code pip.ambiguous} when two packages of one
   *     name are chosen
   */
  public List<LockedPackage> packages(MarkerEnvironment environment) {
    Version python = python(environment);
    checkPython(python, lock.requiresPython(), Location.of(file), "the lock");
    checkEnvironments(environment);
    Map<PackageName, LockedPackage> chosen = new LinkedHashMap<>();
    for (LockedPackage locked : lock.packages()) {
      if (holds(locked, environment)) {
        checkPython(python, locked.requiresPython(), at(locked), locked.toString());
        LockedPackage other = chosen.putIfAbsent(locked.name(), locked);
        if (other != null) {
          throw ambiguous(other, locked, environment);
        }
      }
    }
    return List.copyOf(chosen.values());
  }

  private static Version python(MarkerEnvironment environment) {
    String full = environment.pythonFullVersion();
    return Version.parse(full.endsWith("+") ? full + "local" : full);
  }

  private boolean holds(LockedPackage locked, MarkerEnvironment environment) {
    Optional<Marker> marker = locked.marker();
    if (marker.isEmpty()) {
      return true;
    }
    try {
      return marker.get().evaluate(environment, extras, groups);
    } catch (InputException undefined) {
      throw LockfileException.of(
          undefined.code(), at(locked), locked + ": " + undefined.getMessage(), undefined);
    }
  }

  private void checkPython(
      Version python, Optional<SpecifierSet> required, Location at, String what) {
    if (required.isPresent() && !required.get().contains(python, true)) {
      throw LockfileException.of(
          "pip.environment",
          at,
          what + " requires Python " + required.get() + ", but the target has " + python,
          "choose another target",
          "lock the project for this target");
    }
  }

  private void checkEnvironments(MarkerEnvironment environment) {
    List<Marker> accepted = lock.environments().orElse(List.of());
    if (!accepted.isEmpty()
        && accepted.stream().noneMatch(marker -> marker.evaluate(environment, Set.of()))) {
      throw LockfileException.of(
          "pip.environment",
          Location.of(file),
          "none of the environments of the lock is the target, " + shown(environment),
          "choose another target",
          "lock the project for this target");
    }
  }

  private LockfileException ambiguous(
      LockedPackage one, LockedPackage other, MarkerEnvironment environment) {
    return LockfileException.of(
        "pip.ambiguous",
        at(other),
        other + " and " + one + " are both chosen for " + shown(environment),
        "lock the project again with markers that exclude each other");
  }

  private static String shown(MarkerEnvironment environment) {
    return "Python "
        + environment.pythonFullVersion()
        + " on "
        + environment.value("sys_platform").orElse("")
        + " "
        + environment.value("platform_machine").orElse("");
  }

  private Location at(LockedPackage locked) {
    return locked.location().orElse(Location.of(file));
  }

  /**
   * The file of a package that a target installs: the archive, else the best wheel, else the sdist;
   * empty for repositories and directories.
   *
   * @throws LockfileException with code {@code pip.no-file} when no wheel fits and there is no
   *     sdist
   */
  public Optional<LockedFile> file(LockedPackage locked, Target target) {
    if (locked.files().isEmpty() || locked.archive().isPresent()) {
      return locked.archive();
    }
    Optional<LockedFile> wheel = bestWheel(locked, target);
    if (wheel.isPresent() || locked.sdist().isPresent()) {
      return wheel.or(locked::sdist);
    }
    List<String> offered = new ArrayList<>();
    locked.wheels().stream().limit(3).forEach(file -> offered.add(file.fileName()));
    throw LockfileException.of(
        "pip.no-file",
        at(locked),
        locked + " has neither a wheel for " + target + " nor an sdist",
        "choose another target; the lock has " + String.join(", ", offered),
        "lock the project for this target");
  }

  private static Optional<LockedFile> bestWheel(LockedPackage locked, Target target) {
    LockedFile best = null;
    int bestRank = Integer.MAX_VALUE;
    for (LockedFile wheel : locked.wheels()) {
      OptionalInt rank = target.rank(WheelName.parse(wheel.fileName()));
      if (rank.isPresent() && rank.getAsInt() < bestRank) {
        best = wheel;
        bestRank = rank.getAsInt();
      }
    }
    return Optional.ofNullable(best);
  }
}
