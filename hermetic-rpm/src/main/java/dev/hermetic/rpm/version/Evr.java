package dev.hermetic.rpm.version;

import dev.hermetic.core.InputException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Epoch, version and release of a package or of a dependency; the order is that of rpm. A missing
 * epoch is 0.
 *
 * <p>Two values are equal when their texts are; {@link #compareTo} can also be 0 for texts that
 * differ in separators or leading zeros, so that the order is not consistent with equals.
 *
 * @param epoch 0 to 4294967295
 * @param version may be empty in dependencies of careless packages
 * @param release null when a dependency names none
 */
public record Evr(long epoch, String version, @Nullable String release) implements Comparable<Evr> {
  private static final long MAX_EPOCH = 0xffff_ffffL;

  /**
   * Checks the epoch.
   *
   * @throws InputException with code {@code rpm.evr} when it is out of range
   */
  public Evr {
    Objects.requireNonNull(version, "version");
    if (epoch < 0 || epoch > MAX_EPOCH) {
      throw InputException.of("rpm.evr", "an epoch of " + epoch + " is not possible");
    }
  }

  /**
   * Parses {@code [epoch:]version[-release]} as rpm does: an epoch is digits before the first
   * colon, a release stands behind the last hyphen; any other colon belongs to the version.
   *
   * @throws InputException with code {@code rpm.evr} when the epoch is no 32-bit number
   */
  public static Evr parse(String text) {
    int digits = 0;
    while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
      digits++;
    }
    boolean hasEpoch = digits < text.length() && text.charAt(digits) == ':';
    int start = hasEpoch ? digits + 1 : 0;
    int hyphen = text.lastIndexOf('-');
    boolean hasRelease = hyphen >= start;
    return new Evr(
        hasEpoch ? epochOf(text.substring(0, digits)) : 0,
        text.substring(start, hasRelease ? hyphen : text.length()),
        hasRelease ? text.substring(hyphen + 1) : null);
  }

  private static long epochOf(String digits) {
    if (digits.isEmpty()) {
      return 0;
    }
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException tooLong) {
      throw InputException.of("rpm.evr", "an epoch of " + digits.length() + " digits is too large");
    }
  }

  /** Whether a release is named; an empty one is none. */
  public boolean hasRelease() {
    return release != null && !release.isEmpty();
  }

  /** Epoch, then version, then release; releases only count when both sides have one. */
  @Override
  public int compareTo(Evr other) {
    int byEpoch = Long.compare(epoch, other.epoch);
    if (byEpoch != 0) {
      return byEpoch;
    }
    int byVersion = VersionOrder.INSTANCE.compare(version, other.version);
    if (byVersion != 0 || !hasRelease() || !other.hasRelease()) {
      return byVersion;
    }
    return VersionOrder.INSTANCE.compare(
        Objects.requireNonNull(release), Objects.requireNonNull(other.release));
  }

  /** {@code [epoch:]version[-release]}, without an epoch of 0. */
  @Override
  public String toString() {
    return (epoch == 0 ? "" : epoch + ":") + version + (release == null ? "" : "-" + release);
  }
}
