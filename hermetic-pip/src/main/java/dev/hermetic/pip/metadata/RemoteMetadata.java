package dev.hermetic.pip.metadata;

import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.FetchException;
import dev.hermetic.core.InputException;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.spi.MetadataRequest;
import dev.hermetic.core.spi.ResolveContext;
import dev.hermetic.pip.requirement.PackageName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Predicate;

/** Obtains metadata of files on an index, the cheapest way first. As thread-safe as its context. */
public final class RemoteMetadata {
  /** The most of a file that is read as a whole where a server cannot give pieces. */
  static final int MAX_WHOLE = 48 << 20;

  private final ResolveContext context;

  /** Metadata as a context gives it. */
  public RemoteMetadata(ResolveContext context) {
    this.context = context;
  }

  /**
   * The metadata file that an index offers beside a wheel or sdist (PEP 658, PEP 714).
   *
   * @param expected what the index says of its digests
   * @throws InputException with code {@code pip.metadata} when it is malformed or not what the
   *     index says
   * @throws IOException when it cannot be had
   * @throws InterruptedException when the run is cancelled
   */
  public CoreMetadata offered(SafeUri uri, ExpectedDigests expected, String origin)
      throws IOException, InterruptedException {
    byte[] content =
        context.fetch(MetadataRequest.builder(uri, CoreMetadataReader.MAX_BYTES).build()).bytes();
    OfferedDigest.check(content, expected, origin);
    return CoreMetadataReader.read(content, origin);
  }

  /**
   * The metadata inside a wheel.
   *
   * @throws InputException with codes {@code pip.damaged} and {@code pip.metadata}
   * @throws IOException when it cannot be had
   * @throws InterruptedException when the run is cancelled
   */
  public CoreMetadata ofWheel(SafeUri uri, PackageName name, String filename)
      throws IOException, InterruptedException {
    byte[] content;
    try {
      content =
          WheelMetadata.read(new RemoteBytes(context, uri, WheelMetadata.PIECE), name, filename);
    } catch (FetchException failure) {
      if (!failure.code().equals("fetch.no-range")) {
        throw failure;
      }
      byte[] whole = context.fetch(MetadataRequest.builder(uri, MAX_WHOLE).build()).bytes();
      content = WheelMetadata.read(new HeldBytes(whole), name, filename);
    }
    return CoreMetadataReader.read(content, filename);
  }

  /**
   * The files of an sdist that speak of its needs.
   *
   * @param enough whether a {@code PKG-INFO} makes the project file needless
   * @throws InputException with code {@code pip.damaged}
   * @throws IOException when it cannot be had
   * @throws InterruptedException when the run is cancelled
   */
  public SdistFiles ofSdist(SafeUri uri, String filename, Predicate<byte[]> enough)
      throws IOException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("cancelled");
    }
    try (InputStream in = new RemoteStream(context, uri)) {
      return SdistFiles.read(in, filename, enough);
    }
  }

  /** The files of an sdist that is at hand. */
  static SdistFiles ofSdist(byte[] content, String filename) throws IOException {
    return SdistFiles.read(new ByteArrayInputStream(content), filename, info -> false);
  }
}
