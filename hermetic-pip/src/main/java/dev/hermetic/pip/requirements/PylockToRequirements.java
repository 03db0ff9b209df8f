package dev.hermetic.pip.requirements;

import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.Digest;
import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import dev.hermetic.pip.pylock.LockedFile;
import dev.hermetic.pip.pylock.LockedPackage;
import dev.hermetic.pip.pylock.Pylock;
import dev.hermetic.pip.requirement.Marker;
import dev.hermetic.pip.wheel.SdistName;
import dev.hermetic.pip.wheel.WheelName;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes a lock as a requirements file with hashes. Packages keep their order and markers their
 * spelling, so equal locks give equal bytes. Stateless.
 */
public final class PylockToRequirements {
  private static final Set<Digest.Algorithm> PIPS_ALGORITHMS =
      EnumSet.of(Digest.Algorithm.SHA256, Digest.Algorithm.SHA384, Digest.Algorithm.SHA512);

  private final RelPath file;

  private PylockToRequirements(RelPath file) {
    this.file = file;
  }

  /**
   * Converts a lock.
   *
   * @param file where the lock is, for messages
   * @param lock the lock
   * @param indexes the indexes to name in the file, the first as {@code --index-url}; when empty,
   *     the one that all packages of the lock name
   * @throws LockfileException with code {@code pip.convert} for what a requirements file cannot
   *     express
   */
  public static Conversion<String> convert(RelPath file, Pylock lock, List<String> indexes) {
    return new PylockToRequirements(file).convert(lock, indexes);
  }

  private Conversion<String> convert(Pylock lock, List<String> indexes) {
    StringBuilder out = new StringBuilder();
    List<String> named = indexes.isEmpty() ? commonIndex(lock) : indexes;
    for (int i = 0; i < named.size(); i++) {
      out.append(i == 0 ? "--index-url " : "--extra-index-url ").append(named.get(i)).append('\n');
    }
    for (LockedPackage locked : lock.packages()) {
      out.append(entry(locked));
    }
    return new Conversion<>(out.toString(), notes(lock));
  }

  private static List<String> commonIndex(Pylock lock) {
    Set<String> indexes = new LinkedHashSet<>();
    lock.packages().stream()
        .filter(locked -> locked.archive().isEmpty())
        .forEach(locked -> indexes.add(locked.index().orElse("")));
    return indexes.size() == 1 && !indexes.contains("") ? List.copyOf(indexes) : List.of();
  }

  private String entry(LockedPackage locked) {
    if (locked.vcs().isPresent() || locked.directory().isPresent()) {
      throw broken(
          locked,
          "comes from a "
              + (locked.vcs().isPresent() ? "repository" : "directory")
              + ", which pip cannot install together with hashes",
          "lock a released version of it");
    }
    locked.marker().ifPresent(marker -> checkMarker(locked, marker));
    StringBuilder out = new StringBuilder();
    out.append(locked.name()).append(source(locked));
    locked.markerText().ifPresent(marker -> out.append(" ; ").append(marker));
    for (String hash : hashes(locked)) {
      out.append(" \\\n    --hash=").append(hash);
    }
    return out.append('\n').toString();
  }

  private void checkMarker(LockedPackage locked, Marker marker) {
    for (String variable : List.of("extras", "dependency_groups")) {
      if (marker.variables().contains(variable)) {
        throw broken(
            locked,
            "depends on " + variable + ", which a requirements file does not know",
            "lock the project without extras and dependency groups");
      }
    }
  }

  private String source(LockedPackage locked) {
    Optional<LockedFile> archive = locked.archive();
    if (archive.isEmpty()) {
      return "==" + version(locked);
    }
    String url =
        archive
            .get()
            .url()
            .map(found -> found.uri().toString())
            .orElseThrow(
                () -> broken(locked, "is an archive without a url", "lock it with its url"));
    return " @ "
        + url
        + archive.get().subdirectory().map(where -> "#subdirectory=" + where).orElse("");
  }

  private static String version(LockedPackage locked) {
    return locked
        .versionText()
        .orElseGet(
            () ->
                locked.wheels().isEmpty()
                    ? SdistName.parse(locked.files().get(0).fileName()).version().toString()
                    : WheelName.parse(locked.files().get(0).fileName()).version().toString());
  }

  /** Wheels first, then the sdist, as they stand in the lock. */
  private List<String> hashes(LockedPackage locked) {
    Set<String> hashes = new LinkedHashSet<>();
    for (LockedFile each : locked.files()) {
      List<Digest> usable =
          each.expected().all().stream()
              .filter(digest -> PIPS_ALGORITHMS.contains(digest.algorithm()))
              .toList();
      if (usable.isEmpty()) {
        throw broken(
            locked,
            each + " has no hash that pip knows",
            "lock the project again with hashes of sha256");
      }
      usable.forEach(digest -> hashes.add(digest.toString()));
    }
    return List.copyOf(hashes);
  }

  private List<Diagnostic> notes(Pylock lock) {
    List<String> dropped = new ArrayList<>();
    lock.requiresPythonText().ifPresent(text -> dropped.add("requires-python " + text));
    lock.environments().ifPresent(markers -> dropped.add("environments"));
    if (lock.packages().stream().anyMatch(locked -> locked.requiresPython().isPresent())) {
      dropped.add("requires-python of packages");
    }
    return dropped.stream()
        .map(
            what ->
                Diagnostic.info(
                        "pip.convert-dropped",
                        file + ": a requirements file has no place for " + what)
                    .at(Location.of(file)))
        .toList();
  }

  private LockfileException broken(LockedPackage locked, String reason, String hint) {
    return LockfileException.of(
        "pip.convert", locked.location().orElse(Location.of(file)), locked + " " + reason, hint);
  }
}
