package dev.hermetic.core.store;

import dev.hermetic.core.Digest;
import dev.hermetic.core.Digest.Algorithm;
import dev.hermetic.core.internal.io.AtomicFile;
import dev.hermetic.core.internal.io.Presence;
import dev.hermetic.core.store.ContentStore.Entry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The objects and their sidecars. An object is what it was as long as its size and modification
 * time are the recorded ones; otherwise its bytes decide. The sidecar's own modification time is
 * the time of the last use, exact to a day.
 */
final class Objects {
  /**
   * The modification time of every object, so that linked outputs look the same on every machine,
   * and any later write shows.
   */
  static final FileTime PUBLISHED = FileTime.from(Instant.parse("2000-01-01T00:00:00Z"));

  private static final Duration USE_PRECISION = Duration.ofDays(1);

  private final StoreLayout layout;
  private final Clock clock;

  Objects(StoreLayout layout, Clock clock) {
    this.layout = layout;
    this.clock = clock;
  }

  /** An intact object; one that is not is evicted. */
  Optional<Entry> intact(Digest sha256) throws IOException {
    @Nullable BasicFileAttributes attributes = attributes(layout.within(layout.object(sha256)));
    if (attributes == null) {
      return Optional.empty();
    }
    Optional<Sidecar> sidecar =
        SmallFile.readExisting(layout.sidecar(sha256), Sidecar.MAX_BYTES).flatMap(Sidecar::parse);
    if (attributes.isRegularFile() && sidecar.isPresent() && sidecar.get().matches(attributes)) {
      return Optional.of(new Entry(sha256, attributes.size()));
    }
    return rehash(sha256);
  }

  /** Whether a file looks as the verified object does; cheap for objects that are as published. */
  boolean isRecorded(Entry entry, @Nullable BasicFileAttributes file) throws IOException {
    if (file == null || !file.isRegularFile() || file.size() != entry.size()) {
      return false;
    }
    return file.lastModifiedTime().equals(PUBLISHED)
        || sidecar(entry.sha256()).map(sidecar -> sidecar.matches(file)).orElse(false);
  }

  /** An object whose bytes were hashed just now; one that is corrupt is evicted. */
  Optional<Entry> rehash(Digest sha256) throws IOException {
    Path object = layout.object(sha256);
    @Nullable BasicFileAttributes before = attributes(object);
    if (before == null) {
      return Optional.empty();
    }
    if (!before.isRegularFile() || !sha256.equals(hash(object))) {
      evict(sha256, before);
      return Optional.empty();
    }
    Map<Algorithm, Digest> digests = sidecar(sha256).map(Sidecar::digests).orElse(Map.of());
    if (layout.writable()) {
      record(sha256, Sidecar.of(before, digests));
    }
    return Optional.of(new Entry(sha256, before.size()));
  }

  private static @Nullable Digest hash(Path object) throws IOException {
    return Hashes.ofFile(object, Set.of()).get(Algorithm.SHA256);
  }

  static @Nullable BasicFileAttributes attributes(Path file) throws IOException {
    return Presence.isAbsent(file) ? null : existing(file);
  }

  /** The same, where the file is most likely there. */
  static @Nullable BasicFileAttributes existing(Path file) throws IOException {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException absent) {
      return null;
    }
  }

  private void evict(Digest sha256, BasicFileAttributes seen) throws IOException {
    // Not a constant: setting up logging takes milliseconds that few runs need.
    System.getLogger(Objects.class.getName())
        .log(
            System.Logger.Level.WARNING,
            "{0}: the stored content is corrupt and not used",
            layout.object(sha256));
    @Nullable BasicFileAttributes now = attributes(layout.object(sha256));
    // Another process may have replaced it by good content since it was read.
    boolean same = now != null && java.util.Objects.equals(now.fileKey(), seen.fileKey());
    if (same && layout.writable()) {
      delete(sha256);
    }
  }

  /** Removes an object and what is known about it. */
  void delete(Digest sha256) throws IOException {
    Files.deleteIfExists(layout.object(sha256));
    Files.deleteIfExists(layout.sidecar(sha256));
  }

  Optional<Sidecar> sidecar(Digest sha256) throws IOException {
    return SmallFile.read(layout.sidecar(sha256), Sidecar.MAX_BYTES).flatMap(Sidecar::parse);
  }

  private void record(Digest sha256, Sidecar sidecar) throws IOException {
    Path file = layout.entering(layout.sidecar(sha256));
    AtomicFile.create(file, sidecar.bytes(), layout.temporaries(), FileTime.from(clock.instant()));
  }

  /** Notes further digests of an object. */
  void record(Digest sha256, Map<Algorithm, Digest> digests) throws IOException {
    Optional<Sidecar> known = sidecar(sha256);
    if (known.isEmpty() || known.get().digests().entrySet().containsAll(digests.entrySet())) {
      return;
    }
    Map<Algorithm, Digest> all = new EnumMap<>(Algorithm.class);
    all.putAll(known.get().digests());
    all.putAll(digests);
    record(sha256, new Sidecar(known.get().size(), known.get().modified(), all));
  }

  /** Moves a synced, read-only file into its place; where the object exists, drops the file. */
  Entry publish(Path staged, long size, Digest sha256, Map<Algorithm, Digest> others)
      throws IOException {
    Optional<Entry> existing = intact(sha256);
    if (existing.isPresent()) {
      Files.delete(staged);
      record(sha256, others);
      touch(sha256);
      return existing.get();
    }
    // First, so that a reader that sees the object need not hash it.
    record(sha256, new Sidecar(size, PUBLISHED.to(TimeUnit.NANOSECONDS), others));
    Files.move(staged, layout.entering(layout.object(sha256)), StandardCopyOption.ATOMIC_MOVE);
    return new Entry(sha256, size);
  }

  /** Notes that an object is used today. */
  void touch(Digest sha256) throws IOException {
    if (!layout.writable()) {
      return;
    }
    Path sidecar = layout.sidecar(sha256);
    @Nullable BasicFileAttributes attributes = existing(sidecar);
    Instant now = clock.instant();
    if (attributes != null
        && Duration.between(attributes.lastModifiedTime().toInstant(), now)
                .abs()
                .compareTo(USE_PRECISION)
            >= 0) {
      Files.setLastModifiedTime(sidecar, FileTime.from(now));
    }
  }

  /** When an object was last used; long ago when the record is lost. */
  Instant lastUse(Digest sha256) throws IOException {
    @Nullable BasicFileAttributes attributes = attributes(layout.sidecar(sha256));
    return attributes == null ? Instant.EPOCH : attributes.lastModifiedTime().toInstant();
  }

  InputStream open(Digest sha256) throws IOException {
    return Files.newInputStream(layout.object(sha256), LinkOption.NOFOLLOW_LINKS);
  }
}
