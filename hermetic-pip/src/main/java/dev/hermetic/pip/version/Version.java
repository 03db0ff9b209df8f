package dev.hermetic.pip.version;

import dev.hermetic.core.InputException;
import dev.hermetic.core.PrintableText;
import java.math.BigInteger;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A version of a Python package (PEP 440). Read in every spelling that the specification permits,
 * printed in the normalized one. Numbers may have any length; the text may have at most {@value
 * #MAX_LENGTH} characters. Equality and order are those of the specification: {@code 1.0} equals
 * {@code 1.0.0}, though they print differently. Immutable.
 */
public final class Version implements Comparable<Version> {
  private static final int MAX_LENGTH = 1000;

  private final String text;
  private final String key;
  private final boolean prerelease;

  Version(VersionParts parts) {
    this.text = parts.text();
    this.key = parts.key();
    this.prerelease = parts.isPrerelease();
  }

  /**
   * Reads a version, white space around it permitted.
   *
   * @throws InputException {@code pip.version} when it is none
   */
  public static Version parse(String text) {
    return tryParse(text)
        .orElseThrow(
            () ->
                InputException.of(
                    "pip.version",
                    PrintableText.quoted(text) + " is not a version of a Python package"));
  }

  /** Reads a version; empty when it is none. */
  public static Optional<Version> tryParse(String text) {
    return Optional.ofNullable(scan(text)).map(Version::new);
  }

  static @Nullable VersionParts scan(String text) {
    String stripped = PythonText.strip(text);
    boolean possible = stripped.length() <= MAX_LENGTH && PythonText.isAscii(stripped);
    return possible ? new VersionScanner(stripped).scan() : null;
  }

  VersionParts parts() {
    return Objects.requireNonNull(new VersionScanner(text).scan(), text);
  }

  /** Sorts as the version does. */
  String key() {
    return key;
  }

  /** Whether it is a pre-release ({@code a}, {@code b}, {@code rc}) or a development release. */
  public boolean isPrerelease() {
    return prerelease;
  }

  /** Whether it is a post release. */
  public boolean isPostrelease() {
    return parts().suffix().post() != null;
  }

  /** Whether it is a development release. */
  public boolean isDevrelease() {
    return parts().suffix().dev() != null;
  }

  /** The local segment, {@code cu118} of {@code 2.1+cu118}, normalized. */
  public Optional<String> local() {
    int plus = text.indexOf('+');
    return plus < 0 ? Optional.empty() : Optional.of(text.substring(plus + 1));
  }

  /** The version without its local segment. */
  public Version publicVersion() {
    return text.indexOf('+') < 0 ? this : new Version(parts().withoutLocal());
  }

  /** Epoch and release only: {@code 1!2.0} of {@code 1!2.0rc1.post2}. */
  public Version baseVersion() {
    return new Version(parts().with(VersionParts.Suffix.NONE));
  }

  /** The first number of the release, at most {@link Integer#MAX_VALUE}. */
  public int major() {
    return releaseNumber(0);
  }

  /** The second number of the release, 0 without one. */
  public int minor() {
    return releaseNumber(1);
  }

  /** The third number of the release, 0 without one. */
  public int micro() {
    return releaseNumber(2);
  }

  /** How many numbers the release has, trailing zeros counted: 3 for {@code 1.2.0rc1}. */
  public int releaseLength() {
    return parts().release().size();
  }

  private int releaseNumber(int index) {
    VersionParts parts = parts();
    if (index >= parts.release().size()) {
      return 0;
    }
    BigInteger number = new BigInteger(parts.release().get(index));
    return number.min(BigInteger.valueOf(Integer.MAX_VALUE)).intValue();
  }

  @Override
  public int compareTo(Version other) {
    return key.compareTo(other.key);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Version version && key.equals(version.key);
  }

  @Override
  public int hashCode() {
    return key.hashCode();
  }

  /** The normalized form, trailing zeros kept. */
  @Override
  public String toString() {
    return text;
  }
}
