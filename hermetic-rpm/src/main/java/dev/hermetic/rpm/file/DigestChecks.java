package dev.hermetic.rpm.file;

import dev.hermetic.core.Digest;
import dev.hermetic.core.Digest.Algorithm;
import dev.hermetic.core.InputException;
import dev.hermetic.core.IntegrityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The digests that a package holds of its own header and payload, each checked. MD5 is computed
 * only where no stronger digest covers the payload, or when asked for.
 */
final class DigestChecks {
  /** A digest to come: over what, which value, and where it is computed once there are bytes. */
  private static final class Expected {
    private final String part;
    private final Digest digest;
    private @Nullable MessageDigest running;

    Expected(String part, Digest digest) {
      this.part = part;
      this.digest = digest;
    }

    MessageDigest running() {
      if (running == null) {
        running = started(digest.algorithm());
      }
      return running;
    }
  }

  private final PackageSource source;
  private final Header signatures;
  private final Header header;
  private final List<Expected> payload = new ArrayList<>();
  private @Nullable Expected whole;
  private final List<String> matched = new ArrayList<>();

  DigestChecks(PackageSource source, Header signatures, Header header, boolean alwaysMd5)
      throws MalformedHeader {
    this.source = source;
    this.signatures = signatures;
    this.header = header;
    addPayloadDigest();
    add("payload", header, Tag.PAYLOAD_SHA512, Algorithm.SHA512);
    add("payload", header, Tag.PAYLOAD_SHA3_256, Algorithm.SHA3_256);
    if (payload.isEmpty() || alwaysMd5) {
      prepareMd5();
    }
  }

  /** Checks the digests of the header, whose bytes are all there. */
  void checkHeader() throws MalformedHeader {
    for (Algorithm algorithm : List.of(Algorithm.SHA1, Algorithm.SHA256, Algorithm.SHA3_256)) {
      Digest digest = hex(signatures, tagOf(algorithm), algorithm);
      if (digest != null) {
        Expected expected = new Expected("header", digest);
        expected.running().update(header.bytes());
        compare(expected);
      }
    }
    if (whole != null) {
      whole.running().update(header.bytes());
    }
  }

  void payload(byte[] buffer, int offset, int length) {
    for (Expected expected : payload) {
      expected.running().update(buffer, offset, length);
    }
    if (whole != null) {
      whole.running().update(buffer, offset, length);
    }
  }

  /**
   * Compares the digests of the payload.
   *
   * @param size of header and payload as read
   */
  void finish(long size) {
    if (payload.isEmpty() && whole == null) {
      throw InputException.of(
          "rpm.no-digest", source.subject() + " holds no digest of its payload");
    }
    checkNotCut(size);
    payload.forEach(this::compare);
    if (whole != null) {
      compare(whole);
    }
  }

  /** What matched, sorted. */
  List<String> matched() {
    return matched.stream().sorted().toList();
  }

  /** A package that was cut off in its payload deserves a better message than a digest. */
  private void checkNotCut(long size) {
    Long announced = signatures.number(Tag.SIG_LONG_SIZE);
    if (announced == null) {
      announced = signatures.number(Tag.SIG_SIZE);
    }
    if (announced != null && size < announced) {
      throw InputException.of(
          "rpm.truncated",
          source.subject()
              + " is cut off: "
              + (announced - size)
              + " of "
              + announced
              + " bytes of header and payload are missing",
          "fetch the package again");
    }
  }

  private void compare(Expected expected) {
    Digest actual = Digest.of(expected.digest.algorithm(), expected.running().digest());
    String name = expected.part + " " + expected.digest.algorithm().jcaName();
    if (!actual.equals(expected.digest)) {
      throw IntegrityException.builder("rpm.digest")
          .subject(source.subject())
          .message(
              source.subject()
                  + " was changed: the "
                  + name
                  + " is "
                  + actual.hex()
                  + ", the package itself says "
                  + expected.digest.hex())
          .expected(expected.digest.toString())
          .actual(actual.toString())
          .hints("fetch the package again")
          .build();
    }
    matched.add(name);
  }

  private void addPayloadDigest() throws MalformedHeader {
    if (!header.has(Tag.PAYLOAD_DIGEST)) {
      return;
    }
    Long number = header.number(Tag.PAYLOAD_DIGEST_ALGORITHM);
    // Numbers of hash functions in OpenPGP: RFC 9580, section 9.5.
    Algorithm algorithm =
        switch (number == null ? 8 : (int) (long) number) {
          case 8 -> Algorithm.SHA256;
          case 9 -> Algorithm.SHA384;
          case 10 -> Algorithm.SHA512;
          case 11 -> Algorithm.SHA224;
          case 12 -> Algorithm.SHA3_256;
          case 14 -> Algorithm.SHA3_512;
          default -> throw new MalformedHeader("has a digest of the unknown algorithm " + number);
        };
    add("payload", header, Tag.PAYLOAD_DIGEST, algorithm);
  }

  private void prepareMd5() throws MalformedHeader {
    byte[] md5 = signatures.binary(Tag.SIG_MD5);
    if (md5.length == 0) {
      return;
    }
    if (md5.length != Algorithm.MD5.length()) {
      throw new MalformedHeader("has an MD5 of " + md5.length + " bytes");
    }
    whole = new Expected("header and payload", Digest.of(Algorithm.MD5, md5));
  }

  private void add(String part, Header from, int tag, Algorithm algorithm) throws MalformedHeader {
    Digest digest = hex(from, tag, algorithm);
    if (digest != null) {
      payload.add(new Expected(part, digest));
    }
  }

  private static @Nullable Digest hex(Header from, int tag, Algorithm algorithm)
      throws MalformedHeader {
    if (!from.has(tag)) {
      return null;
    }
    try {
      return new Digest(algorithm, from.text(tag).orElse(""));
    } catch (InputException noDigest) {
      throw new MalformedHeader("has a malformed digest at tag " + tag);
    }
  }

  private static int tagOf(Algorithm algorithm) {
    return switch (algorithm) {
      case SHA1 -> Tag.SIG_SHA1;
      case SHA256 -> Tag.SIG_SHA256;
      default -> Tag.SIG_SHA3_256;
    };
  }

  private static MessageDigest started(Algorithm algorithm) {
    try {
      return MessageDigest.getInstance(algorithm.jcaName());
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
