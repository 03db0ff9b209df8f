package dev.hermetic.pip;

import dev.hermetic.core.HermeticException;
import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.spi.ResolveContext;
import dev.hermetic.pip.pylock.LockedFile;
import dev.hermetic.pip.pylock.LockedPackage;
import dev.hermetic.pip.pylock.Pylock;
import dev.hermetic.pip.pylock.PylockSelection;
import dev.hermetic.pip.requirement.PackageName;
import dev.hermetic.pip.wheel.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns the packages of a {@code pylock.toml} into what is wanted; asks no index. */
final class LockedPackages {
  private final ResolveContext context;
  private final PipOptions options;
  private final Failures failures;

  LockedPackages(ResolveContext context, PipOptions options, Failures failures) {
    this.context = context;
    this.options = options;
    this.failures = failures;
  }

  /**
   * What a lock wants.
   *
   * @throws IOException when reading fails
   */
  List<Wanted> of(RelPath file, Pylock lock) throws IOException {
    Map<Target, Set<LockedPackage>> chosen = chosen(file, lock);
    List<Wanted> wanted = new ArrayList<>();
    for (LockedPackage locked : lock.packages()) {
      try {
        if (isNeeded(locked, chosen)) {
          wanted(file, locked, chosen).ifPresent(wanted::add);
        }
      } catch (HermeticException unusable) {
        failures.add(unusable);
      }
    }
    return wanted;
  }

  /** What each target installs; a target for which the lock is not made is a failure. */
  private Map<Target, Set<LockedPackage>> chosen(RelPath file, Pylock lock) {
    PylockSelection selection =
        PylockSelection.of(file, lock)
            .withExtras(options.extras().stream().map(PackageName::of).toList());
    if (options.groups().isPresent()) {
      List<PackageName> groups = options.groups().get().stream().map(PackageName::of).toList();
      selection = selection.withGroups(groups, false);
    }
    Map<Target, Set<LockedPackage>> chosen = new HashMap<>();
    for (Target target : options.selection().targets()) {
      Set<LockedPackage> packages = Collections.newSetFromMap(new IdentityHashMap<>());
      try {
        packages.addAll(selection.packages(target.markerEnvironment()));
      } catch (HermeticException unusable) {
        failures.add(unusable);
      }
      chosen.put(target, packages);
    }
    return chosen;
  }

  private boolean isNeeded(LockedPackage locked, Map<Target, Set<LockedPackage>> chosen) {
    return chosen.isEmpty() || chosen.values().stream().anyMatch(set -> set.contains(locked));
  }

  private Optional<Wanted> wanted(
      RelPath file, LockedPackage locked, Map<Target, Set<LockedPackage>> chosen)
      throws IOException {
    Location at = locked.location().orElse(Location.of(file));
    if (locked.vcs().isPresent()) {
      throw LockfileException.of(
          "pip.git",
          at,
          locked + " needs the git fetcher, which does not exist yet",
          "lock the release of an index, or the URL of an archive with its hash");
    }
    if (locked.directory().isPresent()) {
      LocalFile.requireDirectory(context.source(), file, locked.directory().get().path(), at);
      return Optional.empty();
    }
    List<Offer> offers = new ArrayList<>();
    for (LockedFile each : locked.files()) {
      offers.add(offer(file, locked, each, at));
    }
    List<String> names = offers.stream().map(Offer::filename).toList();
    Wanted.Source source =
        new Wanted.Source(
            false,
            locked.archive().isPresent(),
            Optional.empty(),
            true,
            () ->
                "the lock lists "
                    + String.join(", ", names.subList(0, Math.min(10, names.size()))));
    return Optional.of(
        new Wanted(
            locked.name(),
            locked.versionText(),
            at,
            target -> chosen.getOrDefault(target, Set.of()).contains(locked),
            offers,
            Wanted.Formats.ALL,
            source));
  }

  private Offer offer(RelPath lock, LockedPackage locked, LockedFile file, Location otherwise)
      throws IOException {
    Location at = file.location().orElse(otherwise);
    String name = file.fileName();
    boolean local = LocalFile.isThere(context.source(), lock, file);
    if (!local && file.url().isEmpty()) {
      throw LocalFile.missing(lock, file.path().orElse(name), at);
    }
    if (local) {
      LocalFile.check(context.source(), lock, file, at);
    }
    Optional<SafeUri> url =
        local ? Optional.empty() : file.url().map(written -> DirectUrl.of(written, at));
    return new Offer(
        name,
        DirectUrl.wheel(name, at),
        url,
        file.expected(),
        file.size(),
        locked.requiresPython(),
        Optional.empty());
  }
}
