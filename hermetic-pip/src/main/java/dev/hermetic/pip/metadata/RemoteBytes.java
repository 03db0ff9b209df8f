package dev.hermetic.pip.metadata;

import dev.hermetic.core.SafeUri;
import dev.hermetic.core.spi.Metadata;
import dev.hermetic.core.spi.MetadataRequest;
import dev.hermetic.core.spi.ResolveContext;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A file behind HTTP range requests. The first request asks for its end and so learns its size. */
final class RemoteBytes implements Bytes {
  private final ResolveContext context;
  private final SafeUri uri;
  private final int end;
  private @Nullable Metadata tail;

  /**
   * A file.
   *
   * @param end how many bytes of its end the first request asks for
   */
  RemoteBytes(ResolveContext context, SafeUri uri, int end) {
    this.context = context;
    this.uri = uri;
    this.end = end;
  }

  @Override
  public long size() throws IOException, InterruptedException {
    return tail().totalBytes();
  }

  @Override
  public byte[] read(long from, int length) throws IOException, InterruptedException {
    Metadata last = tail();
    if (from >= last.offset()) {
      int at = (int) (from - last.offset());
      return Arrays.copyOfRange(last.bytes(), at, Math.min(at + length, last.size()));
    }
    return context
        .fetch(MetadataRequest.builder(uri, length).range(from, from + length - 1).build())
        .bytes();
  }

  private Metadata tail() throws IOException, InterruptedException {
    Metadata known = tail;
    if (known == null) {
      known = context.fetch(MetadataRequest.builder(uri, end).lastBytes(end).build());
      if (known.totalBytes() < 0 || known.offset() + known.size() != known.totalBytes()) {
        throw new IOException(uri + ": the server does not tell how large the file is");
      }
      tail = known;
    }
    return known;
  }
}
