package dev.hermetic.core.store;

import dev.hermetic.core.Digest;
import dev.hermetic.core.store.ContentStore.GcReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One clean-up, run while no other process uses the store. */
final class Sweep {
  private static final Duration PART_LIFE = Duration.ofDays(7);

  private record Candidate(Digest sha256, long size, Instant lastUse) {}

  private final StoreLayout layout;
  private final StoreSession session;
  private final Objects objects;
  private final Notes notes;
  private final Instant now;
  private int removed;
  private long freed;
  private long kept;

  Sweep(StoreLayout layout, StoreSession session, Objects objects, Clock clock) {
    this.layout = layout;
    this.session = session;
    this.objects = objects;
    this.notes = new Notes(layout, clock);
    this.now = clock.instant();
  }

  GcReport run(Duration maxAge, long maxBytes) throws IOException, InterruptedException {
    List<Candidate> candidates = candidates();
    candidates.sort(Comparator.comparing(Candidate::lastUse).thenComparing(Candidate::sha256));
    kept = candidates.stream().mapToLong(Candidate::size).sum();
    for (Candidate candidate : candidates) {
      StoreWalk.checkInterrupt();
      if (kept > maxBytes || olderThan(maxAge, candidate.lastUse())) {
        remove(candidate);
      }
    }
    removeOldParts();
    removeOrphans();
    removeNotes(maxAge);
    return new GcReport(removed, freed, kept);
  }

  private boolean olderThan(Duration age, Instant since) {
    return Duration.between(since, now).compareTo(age) > 0;
  }

  private List<Candidate> candidates() throws IOException, InterruptedException {
    List<Candidate> candidates = new ArrayList<>();
    for (Digest sha256 : StoreWalk.digests(layout.objects(), Digest.Algorithm.SHA256)) {
      StoreWalk.checkInterrupt();
      BasicFileAttributes attributes = Objects.attributes(layout.object(sha256));
      if (attributes != null) {
        candidates.add(new Candidate(sha256, attributes.size(), objects.lastUse(sha256)));
      }
    }
    return candidates;
  }

  private void remove(Candidate candidate) {
    Digest sha256 = candidate.sha256();
    if (session.removeUnlessUsed(sha256.hex(), () -> objects.delete(sha256))) {
      removed++;
      freed += candidate.size();
      kept -= candidate.size();
    }
  }

  private void removeOldParts() throws IOException {
    for (Path file : StoreWalk.list(layout.temporaries())) {
      BasicFileAttributes attributes = Objects.attributes(file);
      if (attributes != null && olderThan(PART_LIFE, attributes.lastModifiedTime().toInstant())) {
        removeIdle(file);
      }
    }
  }

  private void removeIdle(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    int dot = name.indexOf('.');
    if (dot != 64 || !name.chars().limit(dot).allMatch(c -> Character.digit(c, 16) >= 0)) {
      Files.deleteIfExists(file);
      return;
    }
    Optional<KeyLocks.Hold> hold = session.keys().tryAcquire(name.substring(0, dot));
    if (hold.isPresent()) {
      try (KeyLocks.Hold idle = hold.get()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private void removeOrphans() throws IOException, InterruptedException {
    for (Digest sha256 : StoreWalk.digests(layout.sidecars(), Digest.Algorithm.SHA256)) {
      StoreWalk.checkInterrupt();
      session.removeUnlessUsed(sha256.hex(), () -> removeIfMissing(sha256, layout.sidecar(sha256)));
    }
    for (Digest.Algorithm algorithm : Digest.Algorithm.values()) {
      for (Digest digest : StoreWalk.digests(layout.aliases().resolve(algorithm.id()), algorithm)) {
        StoreWalk.checkInterrupt();
        Path alias = layout.alias(digest);
        Optional<Digest> address = SmallFile.read(alias, Sidecar.MAX_BYTES).flatMap(Aliases::parse);
        if (address.isEmpty()) {
          Files.deleteIfExists(alias);
        } else {
          Digest sha256 = address.get();
          session.removeUnlessUsed(sha256.hex(), () -> removeIfMissing(sha256, alias));
        }
      }
    }
  }

  private void removeNotes(Duration maxAge) throws IOException, InterruptedException {
    for (Digest name : StoreWalk.digests(layout.notes(), Digest.Algorithm.SHA256)) {
      StoreWalk.checkInterrupt();
      Path file = layout.note(name);
      Optional<ContentStore.Note> note = notes.read(name);
      BasicFileAttributes attributes = Objects.attributes(file);
      if (note.isPresent() && note.get().content().isPresent()) {
        Digest sha256 = note.get().content().get();
        session.removeUnlessUsed(sha256.hex(), () -> removeIfMissing(sha256, file));
      } else if (attributes != null
          && (note.isEmpty() || olderThan(maxAge, attributes.lastModifiedTime().toInstant()))) {
        Files.deleteIfExists(file);
      }
    }
  }

  private void removeIfMissing(Digest sha256, Path note) throws IOException {
    if (!Files.exists(layout.object(sha256), LinkOption.NOFOLLOW_LINKS)) {
      Files.deleteIfExists(note);
    }
  }
}
