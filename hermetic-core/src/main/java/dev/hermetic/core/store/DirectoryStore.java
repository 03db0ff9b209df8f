package dev.hermetic.core.store;

import dev.hermetic.core.Digest;
import dev.hermetic.core.Digest.Algorithm;
import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.LinkMode;
import dev.hermetic.core.StoreException;
import dev.hermetic.core.internal.io.AtomicFile;
import dev.hermetic.core.internal.io.DiskFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The store in a directory: puts together who keeps objects, aliases, locks and notes. */
final class DirectoryStore implements ContentStore {
  private static final String SHA256 = Algorithm.SHA256.id() + ":";
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

  private final StoreLayout layout;
  private final StoreSession session;
  private final Clock clock;
  private final Objects objects;
  private final Aliases aliases;
  private final Notes notes;
  private final Quarantine quarantine;
  private final Placement placement = new Placement();
  private final Part.Tools tools;
  private final AtomicBoolean closed = new AtomicBoolean();

  private DirectoryStore(
      StoreLayout layout, StoreSession session, Clock clock, long maxQuarantine) {
    this.layout = layout;
    this.session = session;
    this.clock = clock;
    this.objects = new Objects(layout, clock);
    this.aliases = new Aliases(layout, clock);
    this.notes = new Notes(layout, clock);
    this.tools = new Part.Tools(new Buffers(), new SealedFiles(layout.temporaries()));
    this.quarantine = new Quarantine(layout, clock, maxQuarantine);
  }

  static DirectoryStore open(Path directory, Clock clock, long maxQuarantine) {
    StoreLayout layout = StoreLayout.in(directory);
    return new DirectoryStore(layout, StoreSession.join(layout), clock, maxQuarantine);
  }

  /** Something that reads or writes the disk. */
  interface DiskAction<T> {
    T run() throws IOException;
  }

  /** Something that changes the disk. */
  interface DiskChange {
    void run() throws IOException;
  }

  /** Makes a change and explains why it fails. */
  void changing(Path path, DiskChange change) throws IOException {
    onDisk(
        path,
        () -> {
          change.run();
          return true;
        });
  }

  /** Uses the disk and explains why that fails. */
  <T> T onDisk(Path path, DiskAction<T> action) throws IOException {
    try {
      return action.run();
    } catch (ClosedByInterruptException
        | NoSuchFileException
        | FileAlreadyExistsException callers) {
      throw callers;
    } catch (IOException failure) {
      throw DiskFailure.of(path, failure);
    }
  }

  @Override
  public Optional<Entry> find(ExpectedDigests expected) throws IOException {
    for (Digest digest : strongestFirst(expected)) {
      Optional<Digest> address = onDisk(layout.bucket(), () -> aliases.resolve(digest));
      Optional<Entry> entry = address.isPresent() ? find(address.get()) : Optional.empty();
      if (entry.isPresent() && satisfies(entry.get(), expected)) {
        return entry;
      }
    }
    return Optional.empty();
  }

  private static List<Digest> strongestFirst(ExpectedDigests expected) {
    List<Digest> strong = new ArrayList<>();
    for (Digest digest : expected.all()) {
      if (digest.algorithm().isStrong()) {
        strong.add(digest.algorithm() == Algorithm.SHA256 ? strong.size() : 0, digest);
      }
    }
    return strong;
  }

  private boolean satisfies(Entry entry, ExpectedDigests expected) throws IOException {
    Map<Algorithm, Digest> actual = new EnumMap<>(Algorithm.class);
    for (Algorithm algorithm : expected.algorithms()) {
      Optional<Digest> digest = knownOrComputed(entry.sha256(), algorithm);
      if (digest.isEmpty()) {
        return false;
      }
      actual.put(algorithm, digest.get());
    }
    return expected.mismatches(actual).isEmpty();
  }

  @Override
  public Optional<Entry> find(Digest sha256) throws IOException {
    if (sha256.algorithm() != Algorithm.SHA256) {
      throw new IllegalArgumentException(sha256 + " is not an address of the store");
    }
    // In this order: what a clean-up removes before is not found, what is found it leaves alone.
    boolean first = session.use(sha256.hex());
    return onDisk(
        layout.object(sha256),
        () -> {
          Optional<Entry> entry = objects.intact(sha256);
          if (first && entry.isPresent()) {
            objects.touch(sha256);
          }
          return entry;
        });
  }

  @Override
  public InputStream open(Entry entry) throws IOException {
    return onDisk(layout.object(entry.sha256()), () -> objects.open(entry.sha256()));
  }

  @Override
  public Digest digest(Entry entry, Algorithm algorithm) throws IOException {
    Path object = layout.object(entry.sha256());
    return knownOrComputed(entry.sha256(), algorithm)
        .orElseThrow(
            () ->
                StoreException.builder("store.corrupt")
                    .subject(object.toString())
                    .message(object + ": the stored content was corrupt or is gone")
                    .hints("Run again to fetch it anew.", "Check the disk.")
                    .build());
  }

  /** Empty when the bytes are no longer what they were; they are evicted then. */
  private Optional<Digest> knownOrComputed(Digest sha256, Algorithm algorithm) throws IOException {
    if (algorithm == Algorithm.SHA256) {
      return Optional.of(sha256);
    }
    return onDisk(
        layout.object(sha256),
        () -> {
          Optional<Sidecar> sidecar = objects.sidecar(sha256);
          Optional<Digest> known = sidecar.map(s -> s.digests().get(algorithm));
          return known.isPresent() ? known : computed(sha256, algorithm);
        });
  }

  private Optional<Digest> computed(Digest sha256, Algorithm algorithm) throws IOException {
    Map<Algorithm, Digest> computed;
    try {
      computed = Hashes.ofFile(layout.object(sha256), EnumSet.of(algorithm));
    } catch (NoSuchFileException evicted) {
      return Optional.empty();
    }
    if (!sha256.equals(computed.remove(Algorithm.SHA256))) {
      objects.rehash(sha256);
      return Optional.empty();
    }
    if (layout.writable()) {
      objects.record(sha256, computed);
      aliases.record(computed.values(), sha256);
    }
    return Optional.ofNullable(computed.get(algorithm));
  }

  @Override
  public Optional<Note> recall(String name) throws IOException {
    return onDisk(layout.notes(), () -> notes.read(Digest.ofText(Digest.Algorithm.SHA256, name)));
  }

  @Override
  public void remember(String name, Note note) throws IOException {
    layout.requireWritable();
    changing(layout.notes(), () -> notes.write(Digest.ofText(Digest.Algorithm.SHA256, name), note));
  }

  @Override
  public Staging stage(String key, Set<Algorithm> algorithms)
      throws IOException, InterruptedException {
    layout.requireWritable();
    String name = nameOf(key);
    KeyLocks.Hold hold = acquire(name);
    boolean staged = false;
    try {
      Staging staging =
          onDisk(layout.part(name), () -> new FileStaging(this, name, algorithms, hold));
      staged = true;
      return staging;
    } finally {
      if (!staged) {
        hold.close();
      }
    }
  }

  /** 64 hexadecimal digits that stand for a key; a digest of that form stands for itself. */
  private static String nameOf(String key) {
    String hex = key.startsWith(SHA256) ? key.substring(SHA256.length()) : "";
    return HEX.matcher(hex).matches() ? hex : Digest.ofText(Digest.Algorithm.SHA256, key).hex();
  }

  private KeyLocks.Hold acquire(String name) throws InterruptedException {
    try {
      return session.keys().acquire(name);
    } catch (IOException failure) {
      // Such as a file system without locks.
      throw DiskFailure.of(layout.locks(), failure);
    }
  }

  StoreLayout layout() {
    return layout;
  }

  Part.Tools tools() {
    return tools;
  }

  Entry publish(Path staged, long size, Digest sha256, Map<Algorithm, Digest> others)
      throws IOException {
    session.use(sha256.hex());
    Entry entry = objects.publish(staged, size, sha256, others);
    aliases.record(others.values(), sha256);
    return entry;
  }

  void quarantine(Path staged, String digest, String reason) throws IOException {
    quarantine.add(staged, digest, reason);
  }

  void writeNote(Path file, byte[] content) throws IOException {
    AtomicFile.replace(file, content, layout.temporaries(), FileTime.from(clock.instant()));
  }

  @Override
  public boolean place(Entry entry, Path target, LinkMode mode) throws IOException {
    return onDisk(target, () -> placeUnchanged(entry, target, mode));
  }

  private boolean placeUnchanged(Entry entry, Path target, LinkMode mode) throws IOException {
    Path object = layout.object(entry.sha256());
    boolean linked = placement.link(object, target, mode);
    // A link is the object itself; a copy is good when its source was the same all the time.
    boolean good =
        linked
            ? objects.isRecorded(entry, Objects.existing(target))
            : copyUnchanged(entry, object, target);
    if (!good) {
      Files.deleteIfExists(target);
      throw changed(object);
    }
    return linked;
  }

  private boolean copyUnchanged(Entry entry, Path object, Path target) throws IOException {
    @Nullable BasicFileAttributes seen = Objects.attributes(object);
    placement.copy(object, entry.size(), target);
    return isSame(seen, Objects.attributes(object)) && objects.isRecorded(entry, seen);
  }

  private static boolean isSame(
      @Nullable BasicFileAttributes seen, @Nullable BasicFileAttributes now) {
    return seen != null
        && now != null
        && java.util.Objects.equals(seen.fileKey(), now.fileKey())
        && seen.size() == now.size()
        && seen.lastModifiedTime().equals(now.lastModifiedTime());
  }

  private static StoreException changed(Path object) {
    return StoreException.builder("store.corrupt")
        .subject(object.toString())
        .message(object + ": was replaced or changed after it had been verified; it was not placed")
        .hints("Find out what else writes to the store's directory.", "Run again to fetch it anew.")
        .build();
  }

  @Override
  public long capacity() throws IOException {
    return layout.writable()
        ? onDisk(layout.bucket(), () -> StoreSpace.capacity(layout.temporaries()))
        : Long.MAX_VALUE;
  }

  @Override
  public List<Digest> recheck() throws IOException, InterruptedException {
    List<Digest> corrupt = new ArrayList<>();
    for (Digest sha256 :
        onDisk(layout.objects(), () -> StoreWalk.digests(layout.objects(), Algorithm.SHA256))) {
      StoreWalk.checkInterrupt();
      if (onDisk(layout.object(sha256), () -> objects.rehash(sha256)).isEmpty()) {
        corrupt.add(sha256);
      }
    }
    return List.copyOf(corrupt);
  }

  @Override
  public GcReport gc(Duration maxAge, long maxBytes) throws IOException, InterruptedException {
    layout.requireWritable();
    try {
      return session.alone(() -> new Sweep(layout, session, objects, clock).run(maxAge, maxBytes));
    } catch (IOException failure) {
      throw DiskFailure.of(layout.bucket(), failure);
    }
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try {
      if (layout.writable()) {
        layout.sync();
      }
    } catch (IOException failure) {
      throw DiskFailure.of(layout.bucket(), failure);
    } finally {
      session.leave();
    }
  }
}
