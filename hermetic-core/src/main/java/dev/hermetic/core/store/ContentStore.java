package dev.hermetic.core.store;

import dev.hermetic.core.Digest;
import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.LinkMode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Verified content by SHA-256; other strong digests are aliases recorded when the content was
 * inserted. Only published content is visible. Safe for many threads and processes at once. Methods
 * throw {@link dev.hermetic.core.StoreException} when the store is full, read-only or unreadable.
 */
public interface ContentStore extends AutoCloseable {
  /**
   * Content of the store.
   *
   * @param sha256 its address
   * @param size its size in bytes
   */
  record Entry(Digest sha256, long size) {}

  /**
   * What a clean-up did.
   *
   * @param removed how many entries it removed
   * @param freedBytes their size
   * @param keptBytes the size of what remains
   */
  record GcReport(int removed, long freedBytes, long keptBytes) {}

  /**
   * Content that satisfies a pin. The entry's recorded size and modification time are compared with
   * the file; where they differ the bytes are hashed again, and content that is no longer what it
   * was is evicted.
   *
   * @return empty when the pin has no strong digest or the store holds no such content
   */
  Optional<Entry> find(ExpectedDigests expected) throws IOException;

  /** Content by its address, checked as in {@link #find}. */
  Optional<Entry> find(Digest sha256) throws IOException;

  /** Opens content. */
  InputStream open(Entry entry) throws IOException;

  /** A digest of content: recorded at insertion, else computed and recorded. */
  Digest digest(Entry entry, Digest.Algorithm algorithm) throws IOException;

  /**
   * Begins to stage content under a key, waiting while another thread or process stages the same
   * key. The key is any text that stands for the content, the pinned digest or the locator; bytes
   * an interrupted attempt left under it can be resumed.
   *
   * @param algorithms which digests to compute beside SHA-256
   */
  Staging stage(String key, Set<Digest.Algorithm> algorithms)
      throws IOException, InterruptedException;

  /**
   * Places content at a path that does not exist yet; its directory does. The file is read-only for
   * links and has mode 0644 for copies.
   */
  void place(Entry entry, Path target, LinkMode mode) throws IOException;

  /** Hashes everything; evicts and names what is corrupt. */
  List<Digest> recheck() throws IOException, InterruptedException;

  /**
   * Removes content that was not used for {@code maxAge}, then the least recently used content
   * until at most {@code maxBytes} remain; content used by a running process stays, and so do parts
   * younger than a week.
   */
  GcReport gc(Duration maxAge, long maxBytes) throws IOException, InterruptedException;

  @Override
  void close();
}
