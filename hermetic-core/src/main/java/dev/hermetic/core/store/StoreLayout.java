package dev.hermetic.core.store;

import dev.hermetic.core.Digest;
import dev.hermetic.core.StoreException;
import dev.hermetic.core.internal.io.DirectorySync;
import dev.hermetic.core.internal.io.DiskFailure;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where things lie. All of it is under {@code v1}, so that a later format can live beside this one
 * without either touching the other.
 */
final class StoreLayout {
  private static final List<String> SUBDIRECTORIES =
      List.of("sha256", "meta", "alias", "metadata", "tmp", "quarantine", "locks");

  private final Path bucket;
  private final boolean writable;
  private final DirectorySync changes = new DirectorySync();
  private final Set<Path> shards = ConcurrentHashMap.newKeySet();

  private final Path objects;
  private final Path sidecars;
  private final Path temporaries;

  private StoreLayout(Path bucket, boolean writable) {
    this.bucket = bucket;
    this.writable = writable;
    this.objects = bucket.resolve("sha256");
    this.sidecars = bucket.resolve("meta");
    this.temporaries = bucket.resolve("tmp");
  }

  static StoreLayout in(Path directory) {
    try {
      Files.createDirectories(directory);
      // The directory itself may be a link, its owner made it so; nothing below may.
      Path bucket = realDirectory(directory.toRealPath().resolve("v1"));
      for (String subdirectory : SUBDIRECTORIES) {
        realDirectory(bucket.resolve(subdirectory));
      }
      return new StoreLayout(bucket, Files.isWritable(bucket.resolve("tmp")));
    } catch (IOException failure) {
      return readOnly(directory, failure);
    }
  }

  private static StoreLayout readOnly(Path directory, IOException failure) {
    Path bucket = directory.resolve("v1");
    if (!Files.isDirectory(bucket.resolve("sha256"), LinkOption.NOFOLLOW_LINKS)) {
      throw DiskFailure.of(directory, failure);
    }
    return new StoreLayout(bucket, false);
  }

  private static Path realDirectory(Path directory) throws IOException {
    if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      return directory;
    }
    try {
      return Files.createDirectory(directory);
    } catch (FileAlreadyExistsException exists) {
      if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
        return directory;
      }
      throw notOurs(directory);
    }
  }

  /** The refusal of something in the store's place that the store did not make. */
  static StoreException notOurs(Path path) {
    return StoreException.builder("store.symlink")
        .subject(path.toString())
        .message(path + ": refused, a link or special file stands where the store keeps its own")
        .hints("Find out who made it, remove it, and let nobody else write to the store.")
        .build();
  }

  Path bucket() {
    return bucket;
  }

  boolean writable() {
    return writable;
  }

  void requireWritable() {
    if (!writable) {
      throw StoreException.builder("store.read-only")
          .subject(bucket.toString())
          .message(bucket + ": the store cannot be written and does not hold what is asked for")
          .hints("Choose a store directory that you may write to.")
          .build();
    }
  }

  Path objects() {
    return objects;
  }

  Path sidecars() {
    return sidecars;
  }

  Path aliases() {
    return bucket.resolve("alias");
  }

  Path notes() {
    return bucket.resolve("metadata");
  }

  Path temporaries() {
    return temporaries;
  }

  Path quarantine() {
    return bucket.resolve("quarantine");
  }

  Path locks() {
    return bucket.resolve("locks");
  }

  Path object(Digest sha256) {
    return sharded(objects(), sha256);
  }

  Path sidecar(Digest sha256) {
    return sharded(sidecars(), sha256);
  }

  Path alias(Digest digest) {
    return sharded(aliases().resolve(digest.algorithm().id()), digest);
  }

  Path note(Digest name) {
    return sharded(notes(), name);
  }

  Path part(String name) {
    return temporaries().resolve(name + ".part");
  }

  /** A name for the sealed file of a key that nobody else chooses. */
  Path fresh(String name) {
    long random = java.util.concurrent.ThreadLocalRandom.current().nextLong();
    return temporaries().resolve(name + "." + Long.toHexString(random) + ".new");
  }

  Path validator(String name) {
    return temporaries().resolve(name + ".validator");
  }

  private static Path sharded(Path subdirectory, Digest digest) {
    return subdirectory.resolve(digest.hex().substring(0, 2) + "/" + digest.hex().substring(2));
  }

  /** Makes the directory of a sharded file and notes that its entries change. */
  Path entering(Path file) throws IOException {
    Path shard = parent(file);
    if (!shards.contains(shard)) {
      Path subdirectory = parent(shard);
      realDirectory(subdirectory);
      realDirectory(shard);
      changes.changed(parent(subdirectory));
      changes.changed(subdirectory);
      shards.add(shard);
    }
    changes.changed(shard);
    return file;
  }

  /** The same file, once the directory it is in is known to be no link. */
  Path within(Path file) {
    Path shard = parent(file);
    if (!shards.contains(shard)) {
      if (Files.isSymbolicLink(shard)) {
        throw notOurs(shard);
      }
      if (Files.isDirectory(shard, LinkOption.NOFOLLOW_LINKS)) {
        shards.add(shard);
      }
    }
    return file;
  }

  static Path parent(Path path) {
    Path parent = path.getParent();
    if (parent == null) {
      throw new IllegalArgumentException(path + " has no parent");
    }
    return parent;
  }

  /** Makes changes of directories durable. */
  void sync() throws IOException {
    changes.sync();
  }
}
