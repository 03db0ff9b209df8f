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
import java.util.Optional;
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
   * The metadata file that an index offers beside a wheel or sdist (PEP 658, PEP 714). Kept for
   * later runs when the file is pinned, since then they never change.
   *
   * @param expected what the index says of their digests
   * @throws InputException with code {@code pip.metadata} when it is malformed or not what the
   *     index says
   * @throws IOException when it cannot be had
   * @throws InterruptedException when the run is cancelled
   */
  public CoreMetadata offered(SafeUri uri, ExpectedDigests expected, PinnedFile file)
      throws IOException, InterruptedException {
    return read(file, "offered metadata " + expected.all(), () -> fetched(uri, expected, file));
  }

  private byte[] fetched(SafeUri uri, ExpectedDigests expected, PinnedFile file)
      throws IOException, InterruptedException {
    byte[] content =
        context.fetch(MetadataRequest.builder(uri, CoreMetadataReader.MAX_BYTES).build()).bytes();
    OfferedDigest.check(content, expected, file.filename());
    return content;
  }

  /**
   * The metadata inside a wheel. Kept for later runs when the wheel is pinned.
   *
   * @throws InputException with codes {@code pip.damaged} and {@code pip.metadata}
   * @throws IOException when it cannot be had
   * @throws InterruptedException when the run is cancelled
   */
  public CoreMetadata ofWheel(PinnedFile wheel, PackageName name)
      throws IOException, InterruptedException {
    return read(wheel, "metadata of " + name, () -> inside(wheel, name));
  }

  private byte[] inside(PinnedFile wheel, PackageName name)
      throws IOException, InterruptedException {
    SafeUri uri = wheel.uri();
    String filename = wheel.filename();
    try {
      return WheelMetadata.read(new RemoteBytes(context, uri, WheelMetadata.PIECE), name, filename);
    } catch (FetchException failure) {
      if (!failure.code().equals("fetch.no-range")) {
        throw failure;
      }
      byte[] whole = context.fetch(MetadataRequest.builder(uri, MAX_WHOLE).build()).bytes();
      return WheelMetadata.read(new HeldBytes(whole), name, filename);
    }
  }

  private interface Source {
    byte[] read() throws IOException, InterruptedException;
  }

  private CoreMetadata read(PinnedFile file, String what, Source source)
      throws IOException, InterruptedException {
    Optional<String> kept = file.name(what);
    Optional<byte[]> known =
        kept.isEmpty()
            ? Optional.empty()
            : context.recall(kept.get(), CoreMetadataReader.MAX_BYTES);
    if (known.isPresent()) {
      return CoreMetadataReader.read(known.get(), file.filename());
    }
    byte[] content = source.read();
    CoreMetadata metadata = CoreMetadataReader.read(content, file.filename());
    if (kept.isPresent()) {
      context.keep(kept.get(), HeaderFields.only(content));
    }
    return metadata;
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
