package dev.hermetic.core.internal.http;

import java.io.IOException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.core5.http.ClassicHttpResponse;

/** A request through a proxy, which the library's chain of handlers makes tunnels for. */
final class ChainExchange implements Exchange {
  private final HttpGet request;
  private final ClassicHttpResponse response;

  ChainExchange(HttpGet request, ClassicHttpResponse response) {
    this.request = request;
    this.response = response;
  }

  @Override
  public ClassicHttpResponse response() {
    return response;
  }

  @Override
  public void done() {
    // The library noticed the end of the body by itself.
  }

  @Override
  public void abort() {
    request.cancel();
    try {
      response.close();
    } catch (IOException alreadyBroken) {
      // The connection was cut on the line above; closing can only say so again.
      return;
    }
  }
}
