package dev.hermetic.core.store;

import dev.hermetic.core.Digest;
import dev.hermetic.core.Digest.Algorithm;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Staging in {@code tmp}, under the lock of its key. */
final class FileStaging implements Staging {
  private static final int MAX_VALIDATOR = 8 * 1024;

  private final DirectoryStore store;
  private final StoreLayout layout;
  private final String name;
  private final Part part;
  private final KeyLocks.Hold hold;
  private Optional<String> validator;
  // Whether the validator has to be written before the next bytes: they outlive us, or it is lost.
  private boolean unrecorded;
  // Whether a validator's file may exist: a part without bytes may have been left beside one.
  private boolean recorded;
  private boolean over;

  FileStaging(DirectoryStore store, String name, Set<Algorithm> algorithms, KeyLocks.Hold hold)
      throws IOException {
    this.store = store;
    this.layout = store.layout();
    this.name = name;
    this.part = new Part(layout.part(name), algorithms, store.tools(), this::recordValidator);
    this.hold = hold;
    this.validator =
        part.size() == 0
            ? Optional.empty()
            : SmallFile.read(layout.validator(name), MAX_VALIDATOR)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    this.recorded = part.existed();
  }

  @Override
  public long offset() {
    return part.size();
  }

  @Override
  public Optional<String> validator() {
    return validator;
  }

  @Override
  public void validator(String etagOrDate) throws IOException {
    requireRunning();
    byte[] bytes = etagOrDate.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > MAX_VALIDATOR) {
      // Without a validator the next attempt begins anew, which is always right.
      forgetValidator();
      return;
    }
    validator = Optional.of(etagOrDate);
    unrecorded = true;
    if (part.inFile() > 0) {
      store.changing(layout.validator(name), this::recordValidator);
    }
  }

  private void recordValidator() throws IOException {
    if (unrecorded && validator.isPresent()) {
      recorded = true;
      byte[] bytes = validator.get().getBytes(StandardCharsets.UTF_8);
      store.writeNote(layout.validator(name), bytes);
      unrecorded = false;
    }
  }

  private void forgetValidator() throws IOException {
    if (recorded) {
      Files.deleteIfExists(layout.validator(name));
      recorded = false;
    }
    unrecorded = false;
    validator = Optional.empty();
  }

  @Override
  public OutputStream append() throws IOException {
    requireRunning();
    return store.onDisk(part.path(), part::append);
  }

  @Override
  public OutputStream restart() throws IOException {
    requireRunning();
    return store.onDisk(
        part.path(),
        () -> {
          forgetValidator();
          return part.restart();
        });
  }

  @Override
  public Map<Algorithm, Digest> digests() throws IOException {
    requireRunning();
    return store.onDisk(part.path(), part::digests);
  }

  @Override
  public InputStream open() throws IOException {
    requireRunning();
    return store.onDisk(part.path(), part::read);
  }

  @Override
  public ContentStore.Entry publish() throws IOException {
    requireRunning();
    ContentStore.Entry entry = store.onDisk(part.path(), this::publishPart);
    end();
    return entry;
  }

  private ContentStore.Entry publishPart() throws IOException {
    Map<Algorithm, Digest> digests = new EnumMap<>(part.digests());
    Digest sha256 = digests.remove(Algorithm.SHA256);
    if (sha256 == null) {
      throw new IllegalStateException("SHA-256 is always computed");
    }
    Path sealed = part.seal(layout.fresh(name));
    boolean published = false;
    try {
      ContentStore.Entry entry = store.publish(sealed, part.size(), sha256, digests);
      published = true;
      forgetValidator();
      return entry;
    } finally {
      if (!published && !sealed.equals(part.path())) {
        Files.deleteIfExists(sealed);
      }
    }
  }

  @Override
  public void quarantine(String reason) throws IOException {
    requireRunning();
    store.changing(
        part.path(),
        () -> {
          Digest sha256 = part.digests().get(Algorithm.SHA256);
          part.close();
          forgetValidator();
          store.quarantine(part.path(), String.valueOf(sha256), reason);
        });
    end();
  }

  @Override
  public void close() throws IOException {
    if (over) {
      return;
    }
    try {
      store.changing(part.path(), this::keep);
    } finally {
      end();
    }
  }

  private void keep() throws IOException {
    try {
      part.close();
    } finally {
      if (part.full() || part.size() == 0) {
        // A full disk needs the space more than the next attempt needs the bytes.
        Files.deleteIfExists(part.path());
        forgetValidator();
      }
    }
  }

  private void end() throws IOException {
    over = true;
    part.release();
    hold.close();
  }

  private void requireRunning() {
    if (over) {
      throw new IllegalStateException(part.path() + ": the staging is over");
    }
  }
}
