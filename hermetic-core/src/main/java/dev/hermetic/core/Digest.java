package dev.hermetic.core;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * The digest of some bytes: an algorithm and the value in lower-case hexadecimal.
 *
 * @param algorithm the hash function
 * @param hex the value, lower-case, of the algorithm's length
 */
public record Digest(Algorithm algorithm, String hex) implements Comparable<Digest> {
  private static final int BUFFER = 64 * 1024;

  /** Hash functions that lockfiles use, weakest first. */
  public enum Algorithm {
    /** MD5, broken: never evidence by itself. */
    MD5("md5", "MD5", 16),
    /** SHA-1, broken: never evidence by itself. */
    SHA1("sha1", "SHA-1", 20),
    /** SHA-224. */
    SHA224("sha224", "SHA-224", 28),
    /** SHA-256, the address of the content store. */
    SHA256("sha256", "SHA-256", 32),
    /** SHA3-256. */
    SHA3_256("sha3_256", "SHA3-256", 32),
    /** SHA-384. */
    SHA384("sha384", "SHA-384", 48),
    /** SHA3-384. */
    SHA3_384("sha3_384", "SHA3-384", 48),
    /** SHA3-512. */
    SHA3_512("sha3_512", "SHA3-512", 64),
    /** SHA-512. */
    SHA512("sha512", "SHA-512", 64);

    private final String id;
    private final String jcaName;
    private final int length;

    Algorithm(String id, String jcaName, int length) {
      this.id = id;
      this.jcaName = jcaName;
      this.length = length;
    }

    /** The name in lockfiles: {@code sha256}. */
    public String id() {
      return id;
    }

    /** The name for {@link java.security.MessageDigest#getInstance(String)}. */
    public String jcaName() {
      return jcaName;
    }

    /**
     * A running digest that has seen no bytes yet, for content that passes in parts.
     *
     * @throws IllegalStateException when this Java lacks the algorithm; the JDK has all of them
     */
    public MessageDigest newMessageDigest() {
      try {
        return MessageDigest.getInstance(jcaName);
      } catch (NoSuchAlgorithmException missing) {
        throw new IllegalStateException("this Java lacks " + jcaName, missing);
      }
    }

    /** The length of the digest in bytes. */
    public int length() {
      return length;
    }

    /** Whether a match proves that the bytes are the pinned ones; false for MD5 and SHA-1. */
    public boolean isStrong() {
      return this != MD5 && this != SHA1;
    }

    /**
     * The algorithm of that name, in any case, {@code sha-256} and {@code sha256} alike; empty when
     * unknown.
     */
    public static Optional<Algorithm> named(String name) {
      String wanted = name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
      for (Algorithm algorithm : values()) {
        if (algorithm.id.replace("_", "").equals(wanted)) {
          return Optional.of(algorithm);
        }
      }
      return Optional.empty();
    }
  }

  /**
   * Checks the value and turns it into lower case.
   *
   * @throws InputException with code {@code input.digest} when the text is not hexadecimal of the
   *     algorithm's length
   */
  public Digest {
    hex = hex.toLowerCase(Locale.ROOT);
    if (hex.length() != 2 * algorithm.length() || !isHexadecimal(hex)) {
      throw InputException.of(
          "input.digest",
          "'"
              + PrintableText.text(hex)
              + "' is not a "
              + algorithm.id()
              + " digest: expected "
              + 2 * algorithm.length()
              + " hexadecimal digits");
    }
  }

  private static boolean isHexadecimal(String lower) {
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  /** A SHA-256 digest from hexadecimal text. */
  public static Digest sha256(String hex) {
    return new Digest(Algorithm.SHA256, hex);
  }

  /** The digest of some content. */
  public static Digest ofContent(Algorithm algorithm, byte[] content) {
    return of(algorithm, algorithm.newMessageDigest().digest(content));
  }

  /**
   * The digest of all that is left in a stream, which stays open.
   *
   * @throws IOException when reading fails
   */
  public static Digest ofContent(Algorithm algorithm, InputStream content) throws IOException {
    MessageDigest digest = algorithm.newMessageDigest();
    byte[] buffer = new byte[BUFFER];
    for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
      digest.update(buffer, 0, read);
    }
    return of(algorithm, digest.digest());
  }

  /** The digest of a text in UTF-8. */
  public static Digest ofText(Algorithm algorithm, String text) {
    return ofContent(algorithm, text.getBytes(StandardCharsets.UTF_8));
  }

  /** A digest from the raw bytes of its value; {@link #ofContent} computes one. */
  public static Digest of(Algorithm algorithm, byte[] value) {
    return new Digest(algorithm, HexFormat.of().formatHex(value));
  }

  /**
   * Parses {@code algorithm:hex}, as in {@code sha256:00ff…}.
   *
   * @throws InputException with code {@code input.digest}
   */
  public static Digest parse(String text) {
    int colon = text.indexOf(':');
    Optional<Algorithm> algorithm =
        colon < 0 ? Optional.empty() : Algorithm.named(text.substring(0, colon));
    if (algorithm.isEmpty()) {
      throw InputException.of(
          "input.digest",
          "'"
              + PrintableText.text(text)
              + "' is not a digest: expected <algorithm>:<hex>, for example sha256:…");
    }
    return new Digest(algorithm.get(), text.substring(colon + 1));
  }

  /** The raw bytes. */
  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  /** The digest as Subresource Integrity text: {@code sha512-<base64>} (W3C SRI, section 3.1). */
  public String sri() {
    return algorithm.id() + "-" + Base64.getEncoder().encodeToString(bytes());
  }

  // Those that the JVM makes are linked at run time, which takes longer than most runs compare.
  @Override
  public boolean equals(@org.jspecify.annotations.Nullable Object other) {
    return other instanceof Digest that && algorithm == that.algorithm && hex.equals(that.hex);
  }

  @Override
  public int hashCode() {
    return hex.hashCode();
  }

  @Override
  public int compareTo(Digest other) {
    int byAlgorithm = algorithm.compareTo(other.algorithm);
    return byAlgorithm != 0 ? byAlgorithm : hex.compareTo(other.hex);
  }

  @Override
  public String toString() {
    return algorithm.id() + ":" + hex;
  }
}
