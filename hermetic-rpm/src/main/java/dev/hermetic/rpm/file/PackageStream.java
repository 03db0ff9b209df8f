package dev.hermetic.rpm.file;

import dev.hermetic.core.InputException;
import dev.hermetic.core.IntegrityException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks a package while its bytes pass, front to back; what {@link RpmReader#read} is for bytes
 * that can be asked for. Holds its headers (at most 80 MiB, as they arrive) and nothing of the
 * payload. What is wrong is said in the end. For one package and one thread.
 */
public final class PackageStream {
  private final String subject;
  private final OpenedPackage.Digests digests;
  private final @Nullable PackageObserver observer;
  private @Nullable PackagePrefix prefix = new PackagePrefix();
  private @Nullable OpenedPackage opened;
  private @Nullable RuntimeException failure;
  private long position;

  private PackageStream(
      String subject, OpenedPackage.Digests digests, @Nullable PackageObserver observer) {
    this.subject = subject;
    this.digests = digests;
    this.observer = observer;
  }

  /**
   * Begins with a package.
   *
   * @param subject what messages call the package, its file name for example
   * @param observer sees its bytes go by
   */
  public static PackageStream of(String subject, Optional<PackageObserver> observer) {
    return new PackageStream(subject, OpenedPackage.Digests.ALL_BUT_MD5, observer.orElse(null));
  }

  /** The same, and the MD5 of header and payload is always checked. */
  static PackageStream withMd5(String subject) {
    return new PackageStream(subject, OpenedPackage.Digests.ALL, null);
  }

  /** Whether it is known already that {@link #finish} fails. */
  boolean failed() {
    return failure != null;
  }

  /** Takes the next bytes. */
  public void update(byte[] bytes, int offset, int length) {
    position += length;
    int taken = 0;
    if (prefix != null) {
      taken = prefix.take(bytes, offset, length);
      if (prefix.complete()) {
        open(prefix);
      }
    }
    if (opened != null && taken < length) {
      payload(opened, bytes, offset + taken, length - taken);
    }
  }

  private void open(PackagePrefix whole) {
    prefix = null;
    PackageSource source = new PackageSource(new ByteArrayInputStream(whole.bytes()), subject);
    try {
      OpenedPackage read = OpenedPackage.read(source, digests);
      if (observer != null) {
        observer.signatures(read.signatures());
        observer.header(read.header().bytes());
      }
      opened = read;
    } catch (InputException | IntegrityException broken) {
      failure = broken;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private void payload(OpenedPackage read, byte[] bytes, int offset, int length) {
    read.checks().orElseThrow().payload(bytes, offset, length);
    if (observer != null) {
      observer.payload(bytes, offset, length);
    }
  }

  /**
   * The package, when all digests it holds of header and payload match.
   *
   * @throws InputException with code {@code rpm.malformed}, {@code rpm.truncated} or {@code
   *     rpm.no-digest}
   * @throws IntegrityException with code {@code rpm.digest}
   */
  public RpmPackage finish() {
    if (prefix != null) {
      // Cut off within its headers: the reader says where.
      open(prefix);
    }
    if (failure != null) {
      throw failure;
    }
    OpenedPackage read = java.util.Objects.requireNonNull(opened);
    read.checks().orElseThrow().finish(position - read.range().start());
    return read.done();
  }
}
