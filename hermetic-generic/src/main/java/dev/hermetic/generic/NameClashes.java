package dev.hermetic.generic;

import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds artifacts of one lockfile that contradict each other. The same name with the same checksum
 * is a mirror; the same URL under two names is fine.
 */
final class NameClashes {
  private final Map<RelPath, ArtifactEntry> byName = new HashMap<>();
  private final Map<String, ArtifactEntry> byUrl = new HashMap<>();
  private final Problems problems = new Problems();

  private NameClashes() {}

  /**
   * Checks pinned entries.
   *
   * @throws LockfileException with code {@code generic.duplicate}, naming both lines
   * @throws dev.hermetic.core.PrefetchFailedException with all of them
   */
  static void check(List<ArtifactEntry> entries) {
    NameClashes clashes = new NameClashes();
    for (ArtifactEntry entry : entries) {
      clashes.problems.attempt(() -> clashes.add(entry));
    }
    for (ArtifactEntry entry : entries) {
      clashes.problems.attempt(() -> clashes.checkDirectories(entry));
    }
    clashes.problems.throwIfAny();
  }

  private void add(ArtifactEntry entry) {
    ArtifactEntry earlier = byName.putIfAbsent(entry.filename(), entry);
    if (earlier != null && !earlier.digest().equals(entry.digest())) {
      throw clash(
          entry, earlier, "with another checksum, the file name '" + entry.filename() + "'");
    }
    if (earlier != null && !mayShareHeaders(earlier, entry)) {
      throw clash(
          entry, earlier, "with another 'auth' or host, the file name '" + entry.filename() + "'");
    }
    String key = entry.source().locator().uri() + " " + entry.digest().algorithm();
    ArtifactEntry first = byUrl.putIfAbsent(key, entry);
    if (first != null && !first.digest().equals(entry.digest())) {
      throw clash(
          entry, first, "with another checksum, the URL '" + entry.source().locator() + "'");
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
      ArtifactEntry file = byName.get(directory);
      if (file != null) {
        throw clash(entry, file, "as a directory, the file name '" + directory + "'");
      }
      directory = directory.parent();
    }
  }

  private static LockfileException clash(ArtifactEntry entry, ArtifactEntry first, String what) {
    return new LockfileException(
        "generic.duplicate",
        entry.at(),
        what + " stands here again, first at " + first.at(),
        "give one of them another 'filename'");
  }
}
