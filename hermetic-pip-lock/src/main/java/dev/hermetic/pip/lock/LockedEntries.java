package dev.hermetic.pip.lock;

import dev.hermetic.core.Digest;
import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.spi.LockContext;
import dev.hermetic.pip.index.IndexFile;
import dev.hermetic.pip.pylock.LockedFile;
import dev.hermetic.pip.pylock.LockedPackage;
import dev.hermetic.pip.requirement.PackageName;
import dev.hermetic.pip.version.Version;
import dev.hermetic.pip.wheel.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Puts the solutions of all target environments together as the packages of one lock. */
final class LockedEntries {
  /** A version, from an index or from a URL. */
  private record Pick(Version version, String url) implements Comparable<Pick> {
    @Override
    public int compareTo(Pick other) {
      int byVersion = version.compareTo(other.version);
      return byVersion != 0 ? byVersion : url.compareTo(other.url);
    }
  }

  private final EarlierLock earlier;
  private final LockContext context;
  private final TargetMarkers markers;

  LockedEntries(EarlierLock earlier, LockContext context, TargetMarkers markers) {
    this.earlier = earlier;
    this.context = context;
    this.markers = markers;
  }

  /**
   * The packages, sorted by name and version; those that differ by target environment have disjoint
   * markers.
   */
  List<LockedPackage> of(List<TargetSolution> solutions) throws IOException, InterruptedException {
    Map<PackageName, Map<Pick, List<TargetSolution>>> all = new TreeMap<>();
    for (TargetSolution solution : solutions) {
      for (var each : solution.versions().entrySet()) {
        String url = solution.offers().project(each.getKey()).url().orElse("");
        all.computeIfAbsent(each.getKey(), key -> new TreeMap<>())
            .computeIfAbsent(new Pick(each.getValue(), url), key -> new ArrayList<>())
            .add(solution);
      }
    }
    List<LockedPackage> packages = new ArrayList<>();
    for (var byName : all.entrySet()) {
      for (var byVersion : byName.getValue().entrySet()) {
        packages.add(entry(byName.getKey(), byVersion.getKey().version(), byVersion.getValue()));
      }
    }
    return packages;
  }

  private LockedPackage entry(PackageName name, Version version, List<TargetSolution> at)
      throws IOException, InterruptedException {
    Project project = at.get(0).offers().project(name);
    Release release = project.release(version).orElseThrow();
    Set<Dist> wheels = new LinkedHashSet<>();
    Optional<Dist> sdist = Optional.empty();
    for (TargetSolution solution : at) {
      UsableFiles fit = solution.offers().fit(project, release);
      wheels.addAll(fit.wheels());
      sdist = sdist.or(fit::sdist);
    }
    LockedPackage.Builder entry = LockedPackage.named(name).version(version);
    markers
        .of(at.stream().map(solution -> solution.offers().targetEnvironment()).toList())
        .ifPresent(entry::marker);
    if (project.url().isPresent()) {
      return entry.archive(archive(name, release.dists().get(0).file())).build();
    }
    Optional<LockedPackage> before = earlier.find(name, version);
    if (before.isPresent()
        && before.get().archive().isEmpty()
        && covers(before.get(), wheels, at)) {
      return kept(entry, before.get(), wheels);
    }
    return fresh(entry.index(project.index().orElse(null)), wheels, sdist);
  }

  private LockedFile archive(PackageName name, IndexFile file)
      throws IOException, InterruptedException {
    Optional<LockedFile> before = earlier.archive(name, file.url());
    return before.isPresent() ? before.get() : file(file);
  }

  /** Whether the files of an earlier lock are enough for every target. */
  private static boolean covers(LockedPackage before, Set<Dist> wheels, List<TargetSolution> at) {
    if (before.sdist().isPresent()) {
      return true;
    }
    List<Dist> kept = wheels.stream().filter(dist -> has(before, dist)).toList();
    for (TargetSolution solution : at) {
      for (Target target : solution.offers().targetEnvironment().targets()) {
        if (UsableFiles.best(kept, target).isEmpty()) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean has(LockedPackage before, Dist dist) {
    return EarlierLock.files(before).anyMatch(f -> f.fileName().equals(dist.filename()));
  }

  private static LockedPackage kept(
      LockedPackage.Builder entry, LockedPackage before, Set<Dist> wheels) {
    Set<String> wanted = new java.util.HashSet<>();
    wheels.forEach(dist -> wanted.add(dist.filename()));
    List<LockedFile> files =
        before.wheels().stream().filter(file -> wanted.contains(file.fileName())).toList();
    return entry
        .index(before.index().orElse(null))
        .wheels(files.isEmpty() ? null : files)
        .sdist(before.sdist().orElse(null))
        .build();
  }

  private LockedPackage fresh(LockedPackage.Builder entry, Set<Dist> wheels, Optional<Dist> sdist)
      throws IOException, InterruptedException {
    List<LockedFile> files = new ArrayList<>();
    for (Dist wheel : wheels) {
      files.add(file(wheel.file()));
    }
    files.sort(Comparator.comparing(LockedFile::fileName));
    if (sdist.isPresent()) {
      entry.sdist(file(sdist.get().file()));
    }
    return entry.wheels(files.isEmpty() ? null : files).build();
  }

  private LockedFile file(IndexFile file) throws IOException, InterruptedException {
    LockedFile.Builder locked = described(file);
    ExpectedDigests digests = file.digests();
    if (digests.hasStrong()) {
      digests.all().stream().filter(d -> d.algorithm().isStrong()).forEach(locked::hash);
    } else {
      LockContext.Obtained obtained = context.obtain(file.url(), Map.of());
      Digest sha256 = obtained.sha256();
      locked.hash(sha256).size(obtained.size());
    }
    return locked.build();
  }

  /** What an index says of a file, but its digests. */
  static LockedFile.Builder described(IndexFile file) {
    String path = file.url().uri().getPath();
    boolean named = path != null && path.endsWith("/" + file.filename());
    return LockedFile.builder()
        .name(named ? null : file.filename())
        .url(file.url())
        .uploadTime(file.uploadTime().orElse(null))
        .size(file.size().isPresent() ? file.size().getAsLong() : null);
  }
}
