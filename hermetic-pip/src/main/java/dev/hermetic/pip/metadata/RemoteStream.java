package dev.hermetic.pip.metadata;

import dev.hermetic.core.FetchException;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.spi.Metadata;
import dev.hermetic.core.spi.MetadataRequest;
import dev.hermetic.core.spi.ResolveContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/**
 * A file read from its beginning in growing pieces, so that the head of a large one costs little. A
 * server without ranges gives the whole at once, if it is not too large.
 */
final class RemoteStream extends InputStream {
  private static final int FIRST = 256 << 10;
  private static final int LARGEST = 8 << 20;

  private final ResolveContext context;
  private final SafeUri uri;
  private byte[] piece = new byte[0];
  private int at;
  private long next;
  private int wanted = FIRST;
  private boolean ended;

  RemoteStream(ResolveContext context, SafeUri uri) {
    this.context = context;
    this.uri = uri;
  }

  @Override
  public int read() throws IOException {
    return fill() ? piece[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, piece.length - at);
    System.arraycopy(piece, at, target, from, count);
    at += count;
    return count;
  }

  private boolean fill() throws IOException {
    if (at == piece.length && !ended) {
      try {
        load();
      } catch (InterruptedException cancelled) {
        Thread.currentThread().interrupt();
        throw (IOException) new InterruptedIOException("cancelled").initCause(cancelled);
      }
    }
    return at < piece.length;
  }

  private void load() throws IOException, InterruptedException {
    Metadata answer;
    try {
      answer =
          context.fetch(
              MetadataRequest.builder(uri, wanted).range(next, next + wanted - 1).build());
      next += answer.size();
      ended = answer.totalBytes() >= 0 ? next >= answer.totalBytes() : answer.size() < wanted;
      wanted = Math.min(2 * wanted, LARGEST);
    } catch (FetchException failure) {
      if (!failure.code().equals("fetch.no-range") || next > 0) {
        throw failure;
      }
      answer = context.fetch(MetadataRequest.builder(uri, RemoteMetadata.MAX_WHOLE).build());
      ended = true;
    }
    piece = answer.bytes();
    at = 0;
  }
}
