package dev.hermetic.core.internal.http;

import dev.hermetic.core.FetchException;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.spi.FetchContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.util.Optional;

/** Moves one body into the sink and says what is wrong when it breaks. Used by one thread. */
final class Body {
  private static final int BUFFER = 128 * 1024;

  private final Answer answer;
  private final SafeUri uri;
  private final FetchContext context;
  private final RateGuard rate;
  private boolean complete;
  private long got;
  private long whole = -1;

  Body(Answer answer, SafeUri uri, FetchContext context, HttpFetcher.Environment environment) {
    this.answer = answer;
    this.uri = uri;
    this.context = context;
    this.rate = new RateGuard(environment.leastSpeed(), environment.nanoTime());
  }

  /** Whether everything arrived, so that the connection can serve again. */
  boolean complete() {
    return complete;
  }

  /**
   * Copies the body.
   *
   * @param offset how many bytes lie before it
   * @param length its length, -1 when it is not known
   */
  void copy(OutputStream out, long offset, long length) throws IOException, InterruptedException {
    got = offset;
    whole = length < 0 ? -1 : offset + length;
    InputStream in = answer.body();
    byte[] buffer = new byte[length < 0 ? BUFFER : (int) Math.min(BUFFER, length + 1)];
    int n;
    while ((n = read(in, buffer)) >= 0) {
      out.write(buffer, 0, n);
      got += n;
      if (!rate.received(n)) {
        throw failure("fetch.timeout", "the server sends too slowly, " + progress(), null);
      }
      if (answer.watched().end() != null) {
        throw ended(null);
      }
    }
    if (whole >= 0 && got != whole) {
      throw failure("fetch.truncated", "the body broke off, " + progress(), null);
    }
    complete = true;
    answer.consumed();
  }

  private int read(InputStream in, byte[] buffer) throws InterruptedException {
    try {
      return in.read(buffer);
    } catch (SocketTimeoutException silent) {
      throw failure(
          "fetch.timeout", "the server fell silent within the body, " + progress(), silent);
    } catch (IOException broken) {
      throw ended(broken);
    }
  }

  private FetchException ended(@org.jspecify.annotations.Nullable IOException broken)
      throws InterruptedException {
    context.cancellation().throwIfCancelled();
    Watch.End end = answer.watched().end();
    if (end == Watch.End.INTERRUPTED) {
      Thread.interrupted();
      throw new InterruptedException("interrupted while fetching " + uri);
    }
    return end == Watch.End.TIME
        ? failure("fetch.timeout", "took longer than the total time, " + progress(), broken)
        : failure("fetch.truncated", "the body broke off, " + progress(), broken);
  }

  private String progress() {
    return "got " + got + (whole < 0 ? " bytes, length unknown" : " of " + whole + " bytes");
  }

  private FetchException failure(
      String code, String problem, @org.jspecify.annotations.Nullable IOException cause) {
    return new RequestFailures(uri, Optional.empty()).make(code, problem, true, cause);
  }
}
