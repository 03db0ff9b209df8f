package dev.hermetic.pip.wheel;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.Optional;

/**
 * The build tag of a wheel (PEP 427): decides between wheels that are otherwise alike; the greater
 * one is preferred.
 *
 * @param number the digits that it begins with
 * @param suffix the rest
 */
public record BuildTag(BigInteger number, String suffix) implements Comparable<BuildTag> {
  private static final Comparator<BuildTag> ORDER =
      Comparator.comparing(BuildTag::number).thenComparing(BuildTag::suffix);

  static Optional<BuildTag> tryParse(String text) {
    int end = 0;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end == 0
        ? Optional.empty()
        : Optional.of(new BuildTag(new BigInteger(text.substring(0, end)), text.substring(end)));
  }

  @Override
  public int compareTo(BuildTag other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return number + suffix;
  }
}
