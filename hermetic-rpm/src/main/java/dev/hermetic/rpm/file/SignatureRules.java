package dev.hermetic.rpm.file;

/**
 * What digests and signatures must keep before they can be looked at: types of tags, and what
 * version 6 demands and forbids.
 */
final class SignatureRules {
  private SignatureRules() {}

  static void check(Header signatures, Header header) throws MalformedHeader {
    signatures.expect(Tag.SIG_SHA1, HeaderType.STRING);
    signatures.expect(Tag.SIG_SHA256, HeaderType.STRING);
    signatures.expect(Tag.SIG_SHA3_256, HeaderType.STRING);
    signatures.expect(Tag.SIG_MD5, HeaderType.BINARY);
    signatures.expect(Tag.SIG_SIZE, HeaderType.INT32);
    signatures.expect(Tag.SIG_PAYLOAD_SIZE, HeaderType.INT32);
    signatures.expect(Tag.SIG_LONG_SIZE, HeaderType.INT64);
    signatures.expect(Tag.SIG_LONG_ARCHIVE_SIZE, HeaderType.INT64);
    header.expect(Tag.RPM_FORMAT, HeaderType.INT32);
    header.expect(Tag.PAYLOAD_DIGEST_ALGORITHM, HeaderType.INT32);
    header.expect(Tag.PAYLOAD_DIGEST, HeaderType.STRING_ARRAY, HeaderType.STRING);
    header.expect(Tag.PAYLOAD_SHA512, HeaderType.STRING_ARRAY, HeaderType.STRING);
    header.expect(Tag.PAYLOAD_SHA3_256, HeaderType.STRING_ARRAY, HeaderType.STRING);
    if (RpmPackage.isFormat6(header)) {
      checkFormat6(signatures);
    }
  }

  private static void checkFormat6(Header signatures) throws MalformedHeader {
    if (signatures.highestTag() > Tag.SIG_RESERVED) {
      throw new MalformedHeader(
          "is of version 6 but has the signature tag " + signatures.highestTag());
    }
    if (!signatures.has(Tag.SIG_SHA256) || !signatures.has(Tag.SIG_SHA3_256)) {
      throw new MalformedHeader("is of version 6 but lacks digests of its header");
    }
  }
}
