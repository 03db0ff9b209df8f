package dev.hermetic.core.internal.http;

import dev.hermetic.core.FetchException;
import dev.hermetic.core.SafeUri;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.jspecify.annotations.Nullable;

/** Turns what the HTTP library throws before a body into failures with stable codes. */
final class RequestFailures {
  private final SafeUri uri;
  private final Optional<SafeUri> proxy;

  RequestFailures(SafeUri uri, Optional<SafeUri> proxy) {
    this.uri = uri;
    this.proxy = proxy;
  }

  /** The failure to connect, to send the request or to read the head of the response. */
  FetchException of(Exception broken) {
    if (broken instanceof UnknownHostException) {
      return dns(broken);
    }
    if (broken instanceof SSLException) {
      return tls(broken);
    }
    if (broken instanceof ConnectTimeoutException) {
      return connect("timed out while connecting" + via(), broken);
    }
    if (broken instanceof SocketTimeoutException) {
      return make("fetch.timeout", "no answer within the idle time-out" + via(), true, broken);
    }
    if (broken instanceof HttpException || broken instanceof MessageConstraintException) {
      return protocol("the response is not valid HTTP: " + text(broken), broken);
    }
    if (broken.getCause() instanceof HttpException cause && broken instanceof IOException) {
      return protocol("the response is not valid HTTP: " + text(cause), broken);
    }
    return connect("the connection failed" + via() + ": " + text(broken), broken);
  }

  FetchException protocol(String problem, @Nullable Exception cause) {
    return make("fetch.protocol", problem, true, cause);
  }

  FetchException connect(String problem, @Nullable Exception cause) {
    return make(
        "fetch.connect",
        problem,
        true,
        cause,
        proxy.isPresent() ? "check the proxy settings" : "check that the host can be reached");
  }

  private FetchException dns(Exception cause) {
    String host = proxy.map(SafeUri::host).orElse(uri.host());
    String what = proxy.isPresent() ? "the proxy's host '" : "host '";
    return make(
        "fetch.dns",
        what + host + "' is not known",
        true,
        cause,
        "check the mirror and proxy settings");
  }

  private FetchException tls(Exception cause) {
    return make(
        "fetch.tls",
        "TLS: " + text(cause) + via(),
        false,
        cause,
        "add the certificate authority of the host or of an intercepting proxy as CA bundle (PEM)");
  }

  FetchException make(
      String code, String problem, boolean retryable, @Nullable Exception cause, String... hints) {
    return FetchException.builder(code)
        .subject(uri.toString())
        .message(uri + ": " + problem)
        .retryable(retryable)
        .cause(cause)
        .hints(hints)
        .build();
  }

  private String via() {
    return proxy.map(p -> " through the proxy " + p.withoutUserInfo()).orElse("");
  }

  private static String text(Exception broken) {
    String message = broken.getMessage();
    return SafeText.printable(message == null ? broken.getClass().getSimpleName() : message);
  }
}
