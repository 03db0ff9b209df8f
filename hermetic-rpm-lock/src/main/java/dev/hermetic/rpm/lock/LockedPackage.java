package dev.hermetic.rpm.lock;

import java.util.Comparator;
import java.util.Objects;

/**
 * One file of a lock; its order is that of the lock.
 *
 * @param url where it can be had
 * @param repoid the repository it comes from
 * @param size how many bytes it has
 * @param checksum which bytes, {@code sha256:hex}
 * @param name the name of the package; empty for module metadata
 * @param evr {@code [epoch:]version-release} without an epoch of 0; empty for module metadata
 * @param sourcerpm the file name of its source package; empty when there is none
 */
public record LockedPackage(
    String url,
    String repoid,
    long size,
    String checksum,
    String name,
    String evr,
    String sourcerpm)
    implements Comparable<LockedPackage> {
  private static final Comparator<LockedPackage> ORDER =
      Comparator.comparing(LockedPackage::url, LockedPackage::byCodePoint)
          .thenComparing(LockedPackage::repoid, LockedPackage::byCodePoint)
          .thenComparingLong(LockedPackage::size)
          .thenComparing(LockedPackage::checksum, LockedPackage::byCodePoint)
          .thenComparing(LockedPackage::name, LockedPackage::byCodePoint)
          .thenComparing(LockedPackage::evr, LockedPackage::byCodePoint)
          .thenComparing(LockedPackage::sourcerpm, LockedPackage::byCodePoint);

  /** Checks that nothing is null. */
  public LockedPackage {
    Objects.requireNonNull(url, "url");
    Objects.requireNonNull(repoid, "repoid");
    Objects.requireNonNull(checksum, "checksum");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(evr, "evr");
    Objects.requireNonNull(sourcerpm, "sourcerpm");
  }

  /** Module metadata of a repository. */
  public static LockedPackage modules(String url, String repoid, long size, String checksum) {
    return new LockedPackage(url, repoid, size, checksum, "", "", "");
  }

  private static int byCodePoint(String left, String right) {
    int[] l = left.codePoints().toArray();
    int[] r = right.codePoints().toArray();
    return java.util.Arrays.compare(l, r);
  }

  @Override
  public int compareTo(LockedPackage other) {
    return ORDER.compare(this, other);
  }
}
