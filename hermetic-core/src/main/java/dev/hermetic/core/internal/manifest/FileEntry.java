package dev.hermetic.core.internal.manifest;

import dev.hermetic.core.Digest;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * One file of an output, as its manifest records it.
 *
 * @param path relative to the output directory
 * @param sha256 the digest of its bytes
 * @param size its size in bytes
 * @param origin where it comes from; {@link Origin#GENERATED} for what a layout or core wrote
 */
public record FileEntry(String path, Digest sha256, long size, Origin origin) {
  /** The order of all our lists and of {@code LC_ALL=C sort}: by the bytes of the UTF-8 path. */
  public static final Comparator<FileEntry> ORDER = (a, b) -> compareUtf8(a.path, b.path);

  /**
   * What was fetched.
   *
   * @param locator where the lock says it can be had, secrets hidden; empty for generated files
   * @param evidence what vouches for it, empty for generated files
   * @param pinnedAt where it was pinned, empty when unknown
   * @param packages what it is, more than one when packages share the file
   */
  public record Origin(String locator, String evidence, String pinnedAt, List<Part> packages) {
    /** Not fetched but written by a layout or by core. */
    public static final Origin GENERATED = new Origin("", "", "", List.of());
  }

  /**
   * A package that the file belongs to.
   *
   * @param purl its package URL
   * @param properties for the bill of materials, sorted by name
   */
  public record Part(String purl, Map<String, String> properties) {}

  /** A file that was not fetched. */
  public static FileEntry generated(String path, Digest sha256, long size) {
    return new FileEntry(path, sha256, size, Origin.GENERATED);
  }

  /** Whether it was fetched. */
  public boolean isArtifact() {
    return !origin.packages().isEmpty();
  }

  /** Compares as UTF-8 bytes do: by code point, where {@code String.compareTo} goes by UTF-16. */
  public static int compareUtf8(String a, String b) {
    int n = Math.min(a.length(), b.length());
    for (int i = 0; i < n; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        boolean bothOrNone = Character.isSurrogate(x) == Character.isSurrogate(y);
        return bothOrNone ? Character.compare(x, y) : Character.isSurrogate(x) ? 1 : -1;
      }
    }
    return Integer.compare(a.length(), b.length());
  }
}
