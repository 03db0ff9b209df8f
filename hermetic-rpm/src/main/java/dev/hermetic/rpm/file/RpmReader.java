package dev.hermetic.rpm.file;

import dev.hermetic.core.InputException;
import dev.hermetic.core.IntegrityException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a package from a stream, front to back and once, in memory bounded by the size of its
 * header (at most 64 MiB; the payload is only hashed). Made for hostile files: what it returns is
 * consistent, everything else is refused.
 *
 * <p>All methods throw {@link InputException} with code {@code rpm.malformed}, {@code
 * rpm.truncated} or {@code rpm.no-digest}, {@link IntegrityException} with code {@code rpm.digest}
 * when a digest inside of the package does not match, and {@link IOException} when the stream
 * fails. They leave the stream open. Source: RPM package format, versions 3, 4 and 6.
 */
public final class RpmReader {
  private static final int BUFFER = 1 << 16;

  private enum Digests {
    NONE,
    ALL_BUT_MD5,
    ALL
  }

  private final PackageSource source;

  private RpmReader(InputStream in, String subject) {
    this.source = new PackageSource(in, subject);
  }

  /**
   * Reads the whole package and checks all digests it holds of header and payload.
   *
   * @param subject what messages call the package, its file name for example
   */
  public static RpmPackage read(InputStream in, String subject) throws IOException {
    return new RpmReader(in, subject).readAll(null, Digests.ALL_BUT_MD5);
  }

  /** The same, showing its bytes to an observer on the way. */
  public static RpmPackage read(InputStream in, String subject, PackageObserver observer)
      throws IOException {
    return new RpmReader(in, subject).readAll(observer, Digests.ALL_BUT_MD5);
  }

  /**
   * The same as {@link #read(InputStream, String)}, and the MD5 of header and payload is checked
   * even though stronger digests cover them; for what is pinned by that MD5.
   */
  public static RpmPackage readWithMd5(InputStream in, String subject) throws IOException {
    return new RpmReader(in, subject).readAll(null, Digests.ALL);
  }

  /**
   * Reads up to the payload and checks the digests of the header; for packages whose bytes as a
   * whole are known to be the right ones.
   */
  public static RpmPackage readHeader(InputStream in, String subject) throws IOException {
    RpmReader reader = new RpmReader(in, subject);
    try {
      return reader.headers(Digests.ALL_BUT_MD5).done();
    } catch (MalformedHeader problem) {
      throw reader.source.malformed("it " + problem.problem());
    }
  }

  /**
   * Reads up to the payload and checks no digest, only that the header is well-formed; for packages
   * that were read and checked before, and whose bytes are known to be still the same.
   */
  public static RpmPackage readChecked(InputStream in, String subject) throws IOException {
    RpmReader reader = new RpmReader(in, subject);
    try {
      return reader.headers(Digests.NONE).done();
    } catch (MalformedHeader problem) {
      throw reader.source.malformed("it " + problem.problem());
    }
  }

  private RpmPackage readAll(@Nullable PackageObserver observer, Digests digests)
      throws IOException {
    try {
      Opened opened = headers(digests);
      if (observer != null) {
        observer.signatures(opened.signatures());
        observer.header(opened.header().bytes());
      }
      payload(opened.checks(), observer);
      opened.checks().finish(source.position() - opened.range().start());
      return opened.done();
    } catch (MalformedHeader problem) {
      throw source.malformed("it " + problem.problem());
    }
  }

  private void payload(DigestChecks checks, @Nullable PackageObserver observer) throws IOException {
    byte[] buffer = new byte[BUFFER];
    for (int got = source.read(buffer); got >= 0; got = source.read(buffer)) {
      checks.payload(buffer, got);
      if (observer != null) {
        observer.payload(buffer, got);
      }
    }
  }

  /** A package up to its payload. */
  private record Opened(
      Header signatureHeader,
      Header header,
      HeaderRange range,
      List<RpmSignature> signatures,
      DigestChecks checks) {
    RpmPackage done() {
      return new RpmPackage(signatureHeader, header, range, signatures, checks.matched());
    }
  }

  private Opened headers(Digests digests) throws IOException, MalformedHeader {
    HeaderReader reader = new HeaderReader(source);
    reader.lead();
    Header signatureHeader = reader.signatures();
    long start = source.position();
    Header header = reader.main();
    SignatureRules.check(signatureHeader, header);
    DigestChecks checks = new DigestChecks(source, signatureHeader, header, digests == Digests.ALL);
    if (digests != Digests.NONE) {
      checks.checkHeader();
    }
    new PackageRules(header).check();
    return new Opened(
        signatureHeader,
        header,
        new HeaderRange(start, source.position()),
        Signatures.of(signatureHeader),
        checks);
  }
}
