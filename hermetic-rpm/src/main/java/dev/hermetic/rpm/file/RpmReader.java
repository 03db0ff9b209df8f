package dev.hermetic.rpm.file;

import dev.hermetic.core.InputException;
import dev.hermetic.core.IntegrityException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

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

  private RpmReader() {}

  /**
   * Reads the whole package and checks all digests it holds of header and payload.
   *
   * @param subject what messages call the package, its file name for example
   */
  public static RpmPackage read(InputStream in, String subject) throws IOException {
    return whole(in, PackageStream.of(subject, Optional.empty()));
  }

  /** The same, showing its bytes to an observer on the way. */
  public static RpmPackage read(InputStream in, String subject, PackageObserver observer)
      throws IOException {
    return whole(in, PackageStream.of(subject, Optional.of(observer)));
  }

  /**
   * The same as {@link #read(InputStream, String)}, and the MD5 of header and payload is checked
   * even though stronger digests cover them; for what is pinned by that MD5.
   */
  public static RpmPackage readWithMd5(InputStream in, String subject) throws IOException {
    return whole(in, PackageStream.withMd5(subject));
  }

  /**
   * Reads up to the payload and checks the digests of the header; for packages whose bytes as a
   * whole are known to be the right ones.
   */
  public static RpmPackage readHeader(InputStream in, String subject) throws IOException {
    return OpenedPackage.read(new PackageSource(in, subject), OpenedPackage.Digests.ALL_BUT_MD5)
        .done();
  }

  /**
   * Reads up to the payload and checks no digest, only that the header is well-formed; for packages
   * that were read and checked before, and whose bytes are known to be still the same.
   */
  public static RpmPackage readChecked(InputStream in, String subject) throws IOException {
    return OpenedPackage.read(new PackageSource(in, subject), OpenedPackage.Digests.NONE).done();
  }

  private static RpmPackage whole(InputStream in, PackageStream stream) throws IOException {
    byte[] buffer = new byte[BUFFER];
    for (int got = in.read(buffer); got >= 0 && !stream.failed(); got = in.read(buffer)) {
      stream.update(buffer, 0, got);
    }
    return stream.finish();
  }
}
