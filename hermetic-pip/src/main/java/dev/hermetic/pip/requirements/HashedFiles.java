package dev.hermetic.pip.requirements;

import dev.hermetic.core.Digest;
import dev.hermetic.pip.pylock.LockedFile;
import dev.hermetic.pip.requirement.PackageName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The files of a release that a requirement's hashes name.
 *
 * @param wheels the wheels, sorted by file name
 * @param sdist the sdist
 * @param leftOut what the lock has no place for, in words
 */
record HashedFiles(List<LockedFile> wheels, Optional<LockedFile> sdist, List<String> leftOut) {

  static HashedFiles choose(
      List<LockedFile> files, List<Digest> hashes, BinaryRules rules, PackageName name) {
    List<LockedFile> wheels = new ArrayList<>();
    List<LockedFile> sdists = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    Set<Digest> found = new HashSet<>();
    for (LockedFile file : files) {
      List<Digest> matching = file.expected().all().stream().filter(hashes::contains).toList();
      found.addAll(matching);
      boolean wheel = file.fileName().endsWith(".whl");
      if (matching.isEmpty()) {
        continue;
      }
      if (wheel ? rules.allowsWheel(name) : rules.allowsSdist(name)) {
        (wheel ? wheels : sdists).add(file);
      }
    }
    hashes.stream()
        .filter(hash -> !found.contains(hash))
        .forEach(
            hash -> leftOut.add("has a hash of a file that the index does not offer: " + hash));
    wheels.sort(Comparator.comparing(LockedFile::fileName));
    sdists.sort(Comparator.comparing(HashedFiles::isZip).thenComparing(LockedFile::fileName));
    sdists.stream()
        .skip(1)
        .forEach(file -> leftOut.add("has a second sdist, which a lock cannot list: " + file));
    return new HashedFiles(List.copyOf(wheels), sdists.stream().findFirst(), List.copyOf(leftOut));
  }

  private static boolean isZip(LockedFile file) {
    return !file.fileName().endsWith(".tar.gz");
  }

  boolean isEmpty() {
    return wheels.isEmpty() && sdist.isEmpty();
  }
}
