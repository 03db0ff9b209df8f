package dev.hermetic.pip.lock;

import dev.hermetic.core.RelPath;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.spi.LockContext;
import dev.hermetic.pip.index.IndexFile;
import dev.hermetic.pip.pylock.LockTargets;
import dev.hermetic.pip.pylock.LockedFile;
import dev.hermetic.pip.pylock.LockedPackage;
import dev.hermetic.pip.pylock.Pylock;
import dev.hermetic.pip.pylock.PylockReader;
import dev.hermetic.pip.requirement.PackageName;
import dev.hermetic.pip.version.Version;
import dev.hermetic.pip.wheel.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the lock said until now: its versions are kept as long as they will do, and their files as
 * they stand there, so that locking again changes nothing by itself.
 */
final class EarlierLock {
  private final List<LockedPackage> packages;
  private final List<Target> targets;

  private EarlierLock(List<LockedPackage> packages, List<Target> targets) {
    this.packages = packages;
    this.targets = targets;
  }

  /** The environments that it was made for, where it says so. */
  List<Target> targets() {
    return targets;
  }

  /** Reads the lock; without the packages that are to be updated, and empty when there is none. */
  static EarlierLock read(RelPath file, LockContext context) throws IOException {
    if (!context.source().isFile(file)) {
      return new EarlierLock(List.of(), List.of());
    }
    Set<PackageName> updates = new HashSet<>();
    context.updates().forEach(name -> updates.add(PackageName.of(name)));
    Pylock lock = new PylockReader(file).read(context.source());
    return new EarlierLock(
        lock.packages().stream().filter(locked -> !updates.contains(locked.name())).toList(),
        LockTargets.of(file, lock));
  }

  /** The versions it has at a target environment. */
  Map<PackageName, Version> pins(TargetEnvironment targetEnvironment) {
    Map<PackageName, Version> pins = new HashMap<>();
    for (LockedPackage locked : packages) {
      boolean there =
          locked
              .marker()
              .map(marker -> marker.evaluate(targetEnvironment.environment(), Set.of(), Set.of()))
              .orElse(true);
      if (there) {
        locked.version().ifPresent(version -> pins.put(locked.name(), version));
      }
    }
    return pins;
  }

  /** Its entry for a version. */
  Optional<LockedPackage> find(PackageName name, Version version) {
    return packages.stream()
        .filter(p -> p.name().equals(name) && p.version().filter(version::equals).isPresent())
        .findFirst();
  }

  /** Its entry for the file at a URL. */
  Optional<LockedFile> archive(PackageName name, SafeUri url) {
    return packages.stream()
        .filter(locked -> locked.name().equals(name))
        .flatMap(locked -> locked.archive().stream())
        .filter(file -> file.url().filter(url::equals).isPresent())
        .findFirst();
  }

  /** All its files by package, as an index would offer them. */
  Map<PackageName, List<IndexFile>> files() {
    Map<PackageName, List<IndexFile>> files = new HashMap<>();
    for (LockedPackage locked : packages) {
      for (LockedFile file : files(locked).toList()) {
        if (file.url().isPresent()) {
          files
              .computeIfAbsent(locked.name(), key -> new ArrayList<>())
              .add(
                  IndexFile.builder(file.fileName(), file.url().get())
                      .digests(file.expected())
                      .build());
        }
      }
    }
    return files;
  }

  static Stream<LockedFile> files(LockedPackage locked) {
    return Stream.concat(locked.wheels().stream(), locked.sdist().stream());
  }
}
