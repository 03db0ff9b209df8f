package dev.hermetic.rpm.file;

import dev.hermetic.core.InputException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A package up to its payload, and the checks that the payload is still to pass. */
record OpenedPackage(
    Header signatureHeader,
    Header header,
    HeaderRange range,
    List<RpmSignature> signatures,
    Optional<DigestChecks> checks) {
  /** Which digests are looked at. */
  enum Digests {
    NONE,
    ALL_BUT_MD5,
    ALL
  }

  /**
   * Reads up to the payload.
   *
   * @throws InputException with code {@code rpm.malformed} or {@code rpm.truncated}
   */
  static OpenedPackage read(PackageSource source, Digests digests) throws IOException {
    try {
      return headers(source, digests);
    } catch (MalformedHeader problem) {
      throw source.malformed("it " + problem.problem());
    }
  }

  private static OpenedPackage headers(PackageSource source, Digests digests)
      throws IOException, MalformedHeader {
    HeaderReader reader = new HeaderReader(source);
    reader.lead();
    Header signatureHeader = reader.signatures();
    long start = source.position();
    Header header = reader.main();
    SignatureRules.check(signatureHeader, header);
    Optional<DigestChecks> checks = Optional.empty();
    if (digests != Digests.NONE) {
      boolean md5 = digests == Digests.ALL;
      checks = Optional.of(new DigestChecks(source, signatureHeader, header, md5));
      checks.get().checkHeader();
    }
    new PackageRules(header).check();
    return new OpenedPackage(
        signatureHeader,
        header,
        new HeaderRange(start, source.position()),
        Signatures.of(signatureHeader),
        checks);
  }

  /** The package, with the digests that matched so far. */
  RpmPackage done() {
    List<String> matched = checks.map(DigestChecks::matched).orElse(List.of());
    return new RpmPackage(signatureHeader, header, range, signatures, matched);
  }
}
