package dev.hermetic.pip.index;

import dev.hermetic.core.Digest;
import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.InputException;
import dev.hermetic.core.SafeUri;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a page as it stands there, of which nothing is checked: pages have thousands, and a
 * lock wants a few of them. Immutable.
 */
public final class PageEntry {
  private static final Optional<Digest.Algorithm> SHA256 = Optional.of(Digest.Algorithm.SHA256);

  private final SafeUri base;
  private final String reference;
  private final Text text;

  /**
   * What an entry says beside its address.
   *
   * @param filename the name, {@code null} where the address alone tells it
   * @param hashes the hashes by algorithm, {@code null} where the address alone tells them
   * @param metadata the hashes of the core metadata, {@code null} when there are none to be had
   */
  record Text(
      @Nullable String filename,
      @Nullable Map<String, String> hashes,
      String requiresPython,
      @Nullable String yanked,
      long size,
      @Nullable String uploadTime,
      @Nullable String provenance,
      @Nullable Map<String, String> metadata) {}

  PageEntry(SafeUri base, String reference, Text text) {
    this.base = base;
    this.reference = reference;
    this.text = text;
  }

  /** The file name, perhaps one that cannot be used: then {@link #file} fails. */
  public String filename() {
    String stated = text.filename();
    if (stated != null) {
      return stated;
    }
    String path = reference.substring(0, end(reference)).strip();
    String last = path.substring(path.lastIndexOf('/') + 1);
    try {
      return last.indexOf('%') < 0 ? last : FileLink.decoded(last);
    } catch (InputException malformed) {
      return last;
    }
  }

  private static int end(String reference) {
    int hash = reference.indexOf('#');
    int end = hash < 0 ? reference.length() : hash;
    int query = reference.indexOf('?');
    return query < 0 ? end : Math.min(end, query);
  }

  /** The specifiers of the Python versions it is for; empty text means any. */
  public String requiresPython() {
    return text.requiresPython();
  }

  /** The reason for which it was yanked, perhaps empty; absent when it was not (PEP 592). */
  public Optional<String> yanked() {
    return Optional.ofNullable(text.yanked());
  }

  /**
   * When it was uploaded.
   *
   * @throws InputException when that is not understood
   */
  public Optional<Instant> uploadTime() {
    return Optional.ofNullable(text.uploadTime()).map(UploadTime::parse);
  }

  /**
   * Whether its bytes could have one of some hashes, as far as the page says.
   *
   * @param listed lower-case hexadecimal hashes by strong algorithm
   */
  public boolean mayHave(Map<Digest.Algorithm, Set<String>> listed) {
    Map<String, String> stated = text.hashes();
    boolean comparable = false;
    for (var hash : stated == null ? FileLink.hashes(reference) : stated.entrySet()) {
      Set<String> same = algorithm(hash.getKey()).map(listed::get).orElse(null);
      if (same != null && same.contains(hash.getValue().strip().toLowerCase(Locale.ROOT))) {
        return true;
      }
      comparable |= same != null;
    }
    return !comparable;
  }

  private static Optional<Digest.Algorithm> algorithm(String name) {
    return name.equals("sha256") ? SHA256 : Digest.Algorithm.named(name);
  }

  /**
   * The file.
   *
   * @throws InputException when the entry cannot be used
   */
  public IndexFile file() {
    FileLink link = FileLink.parse(base, reference);
    String stated = text.filename();
    Map<String, String> hashes = text.hashes();
    IndexFile.Builder file =
        IndexFile.builder(stated == null ? link.filename() : FileLink.checked(stated), link.url())
            .digests(hashes == null ? link.digests() : FileLink.digests(hashes))
            .requiresPython(text.requiresPython())
            .size(text.size());
    yanked().ifPresent(file::yanked);
    Optional.ofNullable(text.provenance()).ifPresent(file::provenance);
    Map<String, String> metadata = text.metadata();
    if (metadata != null) {
      ExpectedDigests digests = FileLink.digests(metadata);
      file.coreMetadata(digests);
    }
    uploadTime().ifPresent(file::uploadTime);
    return file.build();
  }

  /** What to call it where it cannot be used. */
  String label() {
    String stated = text.filename();
    return stated == null ? reference : stated;
  }

  /** The file name. */
  @Override
  public String toString() {
    return filename();
  }
}
