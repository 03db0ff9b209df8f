package dev.hermetic.core.internal.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.DefaultConnectionKeepAliveStrategy;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.io.LeaseRequest;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * A request to an origin without a proxy, straight over a pooled connection. The library's chain of
 * handlers has nothing to do for it, since all that they do is switched off; going through them
 * would cost as much as the whole rest of a small download.
 */
final class DirectExchange implements Exchange {
  private static final String ID = "direct";

  /**
   * What is the same for all exchanges of a pool.
   *
   * @param patience how long to wait for a connection
   * @param idle how long a server may be silent
   */
  record Line(
      HttpClientConnectionManager pool,
      HttpRequestExecutor executor,
      Timeout patience,
      Timeout idle) {}

  private final Line line;
  private final ConnectionEndpoint endpoint;
  private final HttpGet request;
  private final HttpClientContext context;
  private @Nullable ClassicHttpResponse response;

  private DirectExchange(
      Line line, ConnectionEndpoint endpoint, HttpGet request, HttpClientContext context) {
    this.line = line;
    this.endpoint = endpoint;
    this.request = request;
    this.context = context;
  }

  /** Sends a request and reads the head of its response; cancelling the request ends both. */
  static Exchange open(Line line, HttpHost target, HttpGet request, HttpClientContext context)
      throws IOException {
    HttpRoute route = new HttpRoute(target, null, target.getSchemeName().equals("https"));
    LeaseRequest lease = line.pool().lease(ID, route, line.patience(), null);
    request.setDependency(lease);
    DirectExchange exchange =
        new DirectExchange(line, endpoint(lease, line.patience()), request, context);
    request.setDependency(exchange::cancel);
    boolean answered = false;
    try {
      exchange.send();
      answered = true;
      return exchange;
    } catch (HttpException invalid) {
      throw new ClientProtocolException(invalid);
    } finally {
      if (!answered) {
        exchange.abort();
      }
    }
  }

  private static ConnectionEndpoint endpoint(LeaseRequest lease, Timeout patience)
      throws IOException {
    try {
      return lease.get(patience);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw broken("interrupted while waiting for a connection", interrupted);
    } catch (TimeoutException tooLong) {
      throw broken("no connection became free within the total time", tooLong);
    } catch (ExecutionException failed) {
      throw broken("no connection can be had", failed);
    }
  }

  private static IOException broken(String problem, Exception cause) {
    IOException broken = new InterruptedIOException(problem);
    broken.initCause(cause);
    return broken;
  }

  private void send() throws IOException, HttpException {
    if (!endpoint.isConnected()) {
      line.pool().connect(endpoint, null, context);
    }
    endpoint.setSocketTimeout(line.idle());
    // RFC 9112, section 3.2; the connection stays open unless the server objects.
    request.setHeader("Host", request.getAuthority());
    request.setHeader("Connection", "keep-alive");
    response = endpoint.execute(ID, request, line.executor()::execute, context);
  }

  @Override
  public ClassicHttpResponse response() {
    return java.util.Objects.requireNonNull(response);
  }

  @Override
  public void done() {
    ClassicHttpResponse answered = response();
    boolean reusable =
        DefaultConnectionReuseStrategy.INSTANCE.keepAlive(request, answered, context);
    @Nullable TimeValue life =
        reusable
            ? DefaultConnectionKeepAliveStrategy.INSTANCE.getKeepAliveDuration(answered, context)
            : null;
    line.pool().release(endpoint, null, life);
  }

  @Override
  public void abort() {
    endpoint.close(CloseMode.IMMEDIATE);
    line.pool().release(endpoint, null, null);
  }

  private boolean cancel() {
    endpoint.close(CloseMode.IMMEDIATE);
    return true;
  }
}
