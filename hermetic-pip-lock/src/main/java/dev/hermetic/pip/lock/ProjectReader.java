package dev.hermetic.pip.lock;

import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.InputException;
import dev.hermetic.core.IntegrityException;
import dev.hermetic.pip.index.IndexFile;
import dev.hermetic.pip.index.PageEntry;
import dev.hermetic.pip.index.ProjectPage;
import dev.hermetic.pip.metadata.CoreMetadataReader;
import dev.hermetic.pip.requirement.PackageName;
import dev.hermetic.pip.version.SpecifierSet;
import dev.hermetic.pip.version.Version;
import dev.hermetic.pip.wheel.SdistName;
import dev.hermetic.pip.wheel.WheelName;
import dev.hermetic.pip.wheel.WheelNames;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Sorts the files of a project by version: those of the index, and those an earlier lock names. */
final class ProjectReader {
  private final PackageName name;
  private final Optional<Instant> cutOff;
  private final TreeMap<Version, Map<String, Dist>> found = new TreeMap<>();
  private final WheelNames wheels = new WheelNames();
  private final Map<String, Optional<SpecifierSet>> pythons = new HashMap<>();
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
    for (PageEntry entry : page.entries()) {
      if (isInTime(entry)) {
        python(entry.requiresPython())
            .ifPresent(python -> add(entry.filename(), (w) -> Dist.of(entry, w, python)));
      }
    }
  }

  private boolean isInTime(PageEntry entry) {
    if (cutOff.isEmpty()) {
      return true;
    }
    try {
      Optional<Instant> time = entry.uploadTime();
      withoutTime += time.isEmpty() ? 1 : 0;
      return time.filter(cutOff.get()::isAfter).isPresent();
    } catch (InputException malformed) {
      return false; // An entry that is not understood is passed over.
    }
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
      if (same != null && same.isUsable()) {
        compare(locked, same.file());
        return;
      }
    }
    python(locked.requiresPython().orElse(""))
        .ifPresent(python -> add(locked.filename(), wheel -> Dist.of(locked, wheel, python)));
  }

  private static void compare(IndexFile locked, IndexFile now) {
    ExpectedDigests before = locked.digests();
    for (var digest : before.all()) {
      var today = now.digests().of(digest.algorithm());
      if (today.isPresent() && !today.get().equals(digest)) {
        throw IntegrityException.builder("pip.changed-upstream")
            .subject(locked.filename())
            .message(locked + " has changed since it was locked")
            .expected(digest.toString())
            .actual(today.get().toString())
            .hints(
                "find out why the file changed; an index never replaces one",
                "name the package among the updates to accept another version")
            .build();
      }
    }
  }

  /** The specifiers, perhaps none; empty when nobody can tell where the file may be used. */
  private Optional<Optional<SpecifierSet>> python(String stated) {
    if (stated.isEmpty()) {
      return Optional.of(Optional.empty());
    }
    return pythons.computeIfAbsent(stated, CoreMetadataReader::requiresPython).map(Optional::of);
  }

  private void add(String filename, Function<Optional<WheelName>, Dist> dist) {
    if (WheelName.isWheel(filename)) {
      Optional<WheelName> wheel =
          wheels.tryParse(filename).filter(parsed -> parsed.name().equals(name));
      if (wheel.isPresent()) {
        put(wheel.get().version(), filename, dist.apply(wheel));
      }
    } else if (isReadable(filename)) {
      SdistName.tryParse(filename, name)
          .ifPresent(sdist -> put(sdist.version(), filename, dist.apply(Optional.empty())));
    }
  }

  // Other kinds of archives have not been accepted by indexes for years (PEP 527, PEP 625).
  private static boolean isReadable(String filename) {
    return filename.endsWith(".tar.gz") || filename.endsWith(".zip") || filename.endsWith(".tgz");
  }

  private void put(Version version, String filename, Dist dist) {
    Map<String, Dist> release = found.computeIfAbsent(version, key -> new LinkedHashMap<>());
    release.putIfAbsent(filename, dist);
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
