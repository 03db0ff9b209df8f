package dev.hermetic.rpm.lockfile;

import dev.hermetic.core.HermeticException;
import dev.hermetic.core.LockfileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Rules that release policies ask of a lock, beyond what is needed to install from it. */
public final class LockRules {
  private LockRules() {}

  /** Packages of one name that are locked in more than one version, in whatever architectures. */
  public static List<HermeticException> uniqueEvrAcrossArches(
      SortedMap<String, List<LockedFile>> arches) {
    Map<String, Map<String, LockedFile>> byName = new TreeMap<>();
    packages(arches)
        .forEach(
            file ->
                byName
                    .computeIfAbsent(file.name().name(), n -> new TreeMap<>())
                    .putIfAbsent(file.name().evr(), file));
    List<HermeticException> found = new ArrayList<>();
    byName.forEach(
        (name, versions) -> {
          if (versions.size() > 1) {
            List<LockedFile> files = new ArrayList<>(versions.values());
            List<String> described =
                files.stream()
                    .map(f -> f.name().evr() + " for " + f.arch() + " (line " + f.at().line() + ")")
                    .toList();
            found.add(
                LockfileException.of(
                    "rpm.unique-evr-across-arches",
                    files.get(1).at(),
                    name + " is locked in several versions: " + String.join(", ", described),
                    "lock all architectures against repositories of the same time"));
          }
        });
    return found;
  }

  /** Packages that are there more than once in one architecture, {@code i686} twins included. */
  public static List<HermeticException> noDuplicateName(
      SortedMap<String, List<LockedFile>> arches) {
    List<HermeticException> found = new ArrayList<>();
    Map<String, LockedFile> first = new HashMap<>();
    for (LockedFile file : packages(arches)) {
      LockedFile earlier = first.putIfAbsent(file.arch() + "/" + file.name().name(), file);
      if (earlier != null && !isSameFile(earlier, file)) {
        found.add(
            LockfileException.of(
                "rpm.no-duplicate-name",
                file.at(),
                file.name().name()
                    + " is locked for "
                    + file.arch()
                    + " again: "
                    + new TreeSet<>(List.of(earlier.fileName(), file.fileName()))
                    + ", first in line "
                    + earlier.at().line(),
                "keep one of them"));
      }
    }
    return found;
  }

  private static boolean isSameFile(LockedFile a, LockedFile b) {
    return a.fileName().equals(b.fileName()) && a.checksum().equals(b.checksum());
  }

  private static List<LockedFile> packages(SortedMap<String, List<LockedFile>> arches) {
    return arches.values().stream()
        .flatMap(List::stream)
        .filter(file -> file.kind() == LockedFile.Kind.PACKAGE)
        .toList();
  }
}
