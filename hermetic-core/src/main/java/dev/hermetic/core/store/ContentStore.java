package dev.hermetic.core.store;

import dev.hermetic.core.Digest;
import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.LinkMode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

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
   * What is remembered under a name, an address of index metadata for example.
   *
   * @param content the content it led to, empty when it led to none
   * @param facts what else is to be known: names of the form {@code [a-z][a-z0-9-]*}, values of at
   *     most 512 printable ASCII characters, at most 16 of them
   */
  record Note(Optional<Digest> content, Map<String, String> facts) {
    private static final int MOST = 16;
    private static final int MOST_CHARACTERS = 512;

    /**
     * A note.
     *
     * @throws IllegalArgumentException when the content is not named by its SHA-256, or facts break
     *     the form
     */
    public Note {
      facts = Collections.unmodifiableMap(new TreeMap<>(facts));
      boolean address = content.map(d -> d.algorithm() == Digest.Algorithm.SHA256).orElse(true);
      if (!address || facts.size() > MOST || !facts.entrySet().stream().allMatch(Note::isFact)) {
        throw new IllegalArgumentException("no note: " + content + " " + facts.keySet());
      }
    }

    private static boolean isFact(Map.Entry<String, String> fact) {
      return fact.getKey().matches("[a-z][a-z0-9-]{0,63}") && isValue(fact.getValue());
    }

    /** Whether a text can be the value of a fact. */
    public static boolean isValue(String text) {
      return text.length() <= MOST_CHARACTERS && text.chars().allMatch(c -> c >= ' ' && c <= '~');
    }
  }

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

  /**
   * What was last noted under a name. A note may outlive its content: whoever needs that asks
   * {@link #find(Digest)} for it.
   *
   * @return empty when nothing was; always so for a store that keeps no notes
   */
  default Optional<Note> recall(String name) throws IOException {
    return Optional.empty();
  }

  /**
   * Notes something under a name, in place of an earlier note, in one step. The name itself is not
   * kept, only its SHA-256. A note goes when a clean-up removes its content; one without content
   * goes by its age.
   */
  default void remember(String name, Note note) throws IOException {}

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
   *
   * @return whether the file is a link, and so shares bytes, mode and time with the store
   */
  boolean place(Entry entry, Path target, LinkMode mode) throws IOException;

  /**
   * The most bytes that could still be stored, unfinished parts counted as free; never too small a
   * number, but perhaps too large a one.
   *
   * @return {@link Long#MAX_VALUE} when nobody knows, or nothing can be stored anyway
   */
  default long capacity() throws IOException {
    return Long.MAX_VALUE;
  }

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
