package dev.hermetic.generic;

import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.spi.Problems;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds artifacts of one lockfile that contradict each other. The same name with the same checksum
 * is a mirror, and the same name and URL may have checksums of several algorithms; the same URL
 * under two names is fine. Names that differ only in case or Unicode form are one file on some file
 * systems.
 */
final class NameClashes {
  private static final String ANOTHER_NAME = "give one of them another 'filename'";

  private final Map<String, ArtifactEntry> byName = new HashMap<>();
  private final Map<String, ArtifactEntry> byUrl = new HashMap<>();
  private final Map<RelPath, ExpectedDigests> digests = new HashMap<>();
  private final Problems problems = new Problems();

  private NameClashes() {}

  /**
   * Checks the names of entries, pinned or not.
   *
   * @throws LockfileException with code {@code generic.duplicate}, naming both lines
   * @throws dev.hermetic.core.PrefetchFailedException with all of them
   */
  static void checkNames(List<ArtifactEntry> entries) {
    NameClashes clashes = new NameClashes();
    clashes.addNames(entries);
    clashes.problems.throwIfAny();
  }

  /**
   * Checks pinned entries.
   *
   * @throws LockfileException with code {@code generic.duplicate}, naming both lines
   * @throws dev.hermetic.core.PrefetchFailedException with all of them
   */
  static void check(List<ArtifactEntry> entries) {
    NameClashes clashes = new NameClashes();
    clashes.addNames(entries);
    for (ArtifactEntry entry : entries) {
      clashes.problems.check(() -> clashes.checkPin(entry));
    }
    clashes.problems.throwIfAny();
  }

  private void addNames(List<ArtifactEntry> entries) {
    for (ArtifactEntry entry : entries) {
      problems.check(() -> addName(entry));
    }
    for (ArtifactEntry entry : entries) {
      problems.check(() -> checkDirectories(entry));
    }
  }

  private void addName(ArtifactEntry entry) {
    ArtifactEntry earlier = byName.putIfAbsent(entry.filename().foldedKey(), entry);
    if (earlier != null && !earlier.filename().equals(entry.filename())) {
      throw LockfileException.of(
          "generic.duplicate",
          entry.at(),
          "the file name '"
              + entry.filename()
              + "' differs only in case or Unicode form from '"
              + earlier.filename()
              + "' at "
              + earlier.at(),
          ANOTHER_NAME);
    }
  }

  private void checkPin(ArtifactEntry entry) {
    ArtifactEntry earlier = byName.get(entry.filename().foldedKey());
    if (earlier != null && earlier.filename().equals(entry.filename())) {
      checkMirror(entry, earlier);
    }
    String key = entry.source().locator().uri() + " " + entry.digest().algorithm();
    ArtifactEntry first = byUrl.putIfAbsent(key, entry);
    if (first != null && !first.digest().equals(entry.digest())) {
      throw clash(
          entry, first, "with another checksum, the URL '" + entry.source().locator() + "'");
    }
  }

  private void checkMirror(ArtifactEntry entry, ArtifactEntry earlier) {
    ExpectedDigests known = digests.getOrDefault(entry.filename(), ExpectedDigests.none());
    Optional<ExpectedDigests> merged = known.merge(ExpectedDigests.of(entry.digest()));
    boolean proven =
        entry.source().locator().equals(earlier.source().locator())
            || known.isEmpty()
            || known.all().contains(entry.digest());
    if (merged.isEmpty() || !proven) {
      throw clash(
          entry, earlier, "with another checksum, the file name '" + entry.filename() + "'");
    }
    digests.put(entry.filename(), merged.get());
    if (!mayShareHeaders(earlier, entry)) {
      throw clash(
          entry, earlier, "with another 'auth' or host, the file name '" + entry.filename() + "'");
    }
  }

  /** A header meant for one origin must never reach the origin of a mirror. */
  private static boolean mayShareHeaders(ArtifactEntry a, ArtifactEntry b) {
    if (a.auth().isEmpty() && b.auth().isEmpty()) {
      return true;
    }
    boolean sameOrigin = a.source().locator().origin().equals(b.source().locator().origin());
    return sameOrigin
        && a.auth().map(NameClashes::secret).equals(b.auth().map(NameClashes::secret));
  }

  private static String secret(Auth auth) {
    return auth.header() + ":" + auth.value(text -> text);
  }

  private void checkDirectories(ArtifactEntry entry) {
    RelPath directory = entry.filename().parent();
    while (!directory.isRoot()) {
      ArtifactEntry file = byName.get(directory.foldedKey());
      if (file != null) {
        throw clash(entry, file, "as a directory, the file name '" + directory + "'");
      }
      directory = directory.parent();
    }
  }

  private static LockfileException clash(ArtifactEntry entry, ArtifactEntry first, String what) {
    return LockfileException.of(
        "generic.duplicate",
        entry.at(),
        what + " stands here again, first at " + first.at(),
        ANOTHER_NAME);
  }
}
