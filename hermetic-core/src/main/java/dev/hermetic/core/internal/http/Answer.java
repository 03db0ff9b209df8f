package dev.hermetic.core.internal.http;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/** The head of a response, and its body on demand. Used by one thread. */
final class Answer implements AutoCloseable {
  private static final int DRAIN_BYTES = 64 * 1024;

  private final HttpGet request;
  private final Exchange exchange;
  private final Watch watch;
  private final Watch.Watched watched;
  private final AddressZone zone;
  private boolean consumed;

  Answer(HttpGet request, Exchange exchange, Watch watch, Watch.Watched watched, AddressZone zone) {
    this.request = request;
    this.exchange = exchange;
    this.watch = watch;
    this.watched = watched;
    this.zone = zone;
  }

  ClassicHttpResponse response() {
    return exchange.response();
  }

  int status() {
    return response().getCode();
  }

  @Nullable String header(String name) {
    Header header = response().getFirstHeader(name);
    return header == null ? null : header.getValue();
  }

  /** The zone of the server that gave this answer. */
  AddressZone zone() {
    return zone;
  }

  boolean authenticated() {
    return request.containsHeader("Authorization");
  }

  /** The credentials that were sent, a secret; empty for none. */
  String authorization() {
    Header sent = request.getFirstHeader("Authorization");
    return sent == null || sent.getValue() == null ? "" : sent.getValue();
  }

  Watch.Watched watched() {
    return watched;
  }

  /** The body, empty when the response has none. */
  InputStream body() throws IOException {
    HttpEntity entity = response().getEntity();
    return entity == null ? InputStream.nullInputStream() : entity.getContent();
  }

  /** Says that the body was read to its end, so that the connection can serve again. */
  void consumed() {
    consumed = true;
    exchange.done();
  }

  /** Reads a short body nobody wants, so that the connection can serve again. */
  private void drain() throws IOException {
    HttpEntity entity = response().getEntity();
    if (entity == null) {
      consumed();
    } else if (entity.getContentLength() >= 0 && entity.getContentLength() <= DRAIN_BYTES) {
      entity.getContent().transferTo(java.io.OutputStream.nullOutputStream());
      consumed();
    }
  }

  /** Ends the exchange without touching what is left of the body. */
  void abort() {
    exchange.abort();
    consumed = true;
  }

  @Override
  public void close() {
    watch.release(watched);
    if (consumed) {
      return;
    }
    try {
      drain();
    } catch (IOException broken) {
      // Nobody asked for these bytes; the status has been judged already.
      consumed = false;
    }
    if (!consumed) {
      abort();
    }
  }
}
