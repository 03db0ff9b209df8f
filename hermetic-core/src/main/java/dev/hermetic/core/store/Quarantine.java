package dev.hermetic.core.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Content that was refused, for inspection, each with a text file that says why: the latest 20, and
 * at most 1 GiB of them. Nothing ever reads it back.
 */
final class Quarantine {
  private static final int MAX_FILES = 20;
  private static final int MAX_REASON = 4 * 1024;
  static final long MAX_BYTES = 1L << 30;

  private record Kept(Path file, long size, FileTime since) {}

  private final StoreLayout layout;
  private final Clock clock;
  private final long maxBytes;

  Quarantine(StoreLayout layout, Clock clock, long maxBytes) {
    this.layout = layout;
    this.clock = clock;
    this.maxBytes = maxBytes;
  }

  /** Moves a staged file in and the oldest ones out. */
  synchronized void add(Path staged, String digest, String reason) throws IOException {
    if (!Files.exists(staged, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Path kept = layout.quarantine().resolve(digest.replace(':', '-'));
    Files.setLastModifiedTime(staged, FileTime.from(clock.instant()));
    Files.move(staged, kept, StandardCopyOption.ATOMIC_MOVE);
    String shortened = reason.substring(0, Math.min(reason.length(), MAX_REASON));
    Files.write(explanation(kept), (shortened + "\n").getBytes(StandardCharsets.UTF_8));
    trim();
  }

  private static Path explanation(Path kept) {
    return kept.resolveSibling(kept.getFileName() + ".txt");
  }

  private void trim() throws IOException {
    List<Kept> newestFirst = kept();
    newestFirst.sort(Comparator.comparing(Kept::since).reversed().thenComparing(Kept::file));
    long bytes = 0;
    for (int i = 0; i < newestFirst.size(); i++) {
      bytes += newestFirst.get(i).size();
      if (i >= MAX_FILES || bytes > maxBytes) {
        Files.deleteIfExists(newestFirst.get(i).file());
        Files.deleteIfExists(explanation(newestFirst.get(i).file()));
      }
    }
  }

  private List<Kept> kept() throws IOException {
    List<Kept> kept = new ArrayList<>();
    try (Stream<Path> files = Files.list(layout.quarantine())) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (!file.toString().endsWith(".txt")) {
          try {
            BasicFileAttributes attributes =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            kept.add(new Kept(file, attributes.size(), attributes.lastModifiedTime()));
          } catch (NoSuchFileException trimmedByAnotherProcess) {
            continue;
          }
        }
      }
    }
    return kept;
  }
}
