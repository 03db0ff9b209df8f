package dev.hermetic.pip.lock;

import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.IntegrityException;
import dev.hermetic.pip.index.IndexFile;
import dev.hermetic.pip.index.ProjectPage;
import dev.hermetic.pip.metadata.CoreMetadataReader;
import dev.hermetic.pip.requirement.PackageName;
import dev.hermetic.pip.version.SpecifierSet;
import dev.hermetic.pip.version.Version;
import dev.hermetic.pip.wheel.SdistName;
import dev.hermetic.pip.wheel.WheelName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Sorts the files of a project by version: those of the index, and those an earlier lock names. */
final class ProjectReader {
  private final PackageName name;
  private final Optional<Instant> cutOff;
  private final TreeMap<Version, Map<String, Dist>> found = new TreeMap<>();
  private int withoutTime;

  /**
   * A reader.
   *
   * @param cutOff files from then on do not exist
   */
  ProjectReader(PackageName name, Optional<Instant> cutOff) {
    this.name = name;
    this.cutOff = cutOff;
  }

  /** Takes the files of a page, without those that are too new. */
  void add(ProjectPage page) {
    for (IndexFile file : page.files()) {
      if (isInTime(file)) {
        add(file);
      }
    }
  }

  private boolean isInTime(IndexFile file) {
    if (cutOff.isEmpty()) {
      return true;
    }
    if (file.uploadTime().isEmpty()) {
      withoutTime++;
      return false;
    }
    return file.uploadTime().get().isBefore(cutOff.get());
  }

  /**
   * Takes a file that an earlier lock names, whatever the index says today.
   *
   * @throws IntegrityException with code {@code pip.changed-upstream} when the index has another
   *     file of that name
   */
  void addLocked(IndexFile locked) {
    for (Map<String, Dist> release : found.values()) {
      Dist same = release.get(locked.filename());
      if (same != null) {
        compare(locked, same.file());
        return;
      }
    }
    add(locked);
  }

  private static void compare(IndexFile locked, IndexFile now) {
    ExpectedDigests before = locked.digests();
    for (var digest : before.all()) {
      var today = now.digests().of(digest.algorithm());
      if (today.isPresent() && !today.get().equals(digest)) {
        throw new IntegrityException(
            "pip.changed-upstream",
            locked.filename(),
            locked + " has changed since it was locked",
            digest.toString(),
            today.get().toString(),
            "find out why the file changed; an index never replaces one",
            "name the package among the updates to accept another version");
      }
    }
  }

  private void add(IndexFile file) {
    Optional<SpecifierSet> python = Optional.empty();
    if (file.requiresPython().isPresent()) {
      python = CoreMetadataReader.requiresPython(file.requiresPython().get());
      if (python.isEmpty()) {
        return; // Nobody can tell where it may be used.
      }
    }
    if (WheelName.isWheel(file.filename())) {
      Optional<WheelName> wheel =
          WheelName.tryParse(file.filename()).filter(parsed -> parsed.name().equals(name));
      if (wheel.isPresent()) {
        put(wheel.get().version(), new Dist(file, wheel, python));
      }
    } else if (isReadable(file.filename())) {
      Optional<SdistName> sdist = SdistName.tryParse(file.filename(), name);
      if (sdist.isPresent()) {
        put(sdist.get().version(), new Dist(file, Optional.empty(), python));
      }
    }
  }

  // Other kinds of archives have not been accepted by indexes for years (PEP 527, PEP 625).
  private static boolean isReadable(String filename) {
    return filename.endsWith(".tar.gz") || filename.endsWith(".zip") || filename.endsWith(".tgz");
  }

  private void put(Version version, Dist dist) {
    found
        .computeIfAbsent(version, key -> new LinkedHashMap<>())
        .putIfAbsent(dist.file().filename(), dist);
  }

  Project project(Optional<String> index) {
    TreeMap<Version, Release> releases = new TreeMap<>();
    found.forEach(
        (version, dists) ->
            releases.put(
                version, new Release(version, List.copyOf(new ArrayList<>(dists.values())))));
    return new Project(name, index, withoutTime, releases);
  }
}
