package dev.hermetic.core.internal.http;

import org.apache.hc.core5.http.ClassicHttpResponse;

/** One request that was sent, and the connection it occupies. Used by one thread. */
interface Exchange {
  /** The head of the response; its body is read from its entity. */
  ClassicHttpResponse response();

  /** Says that the body was read to its end, so that the connection can serve again. */
  void done();

  /** Ends the exchange without touching what is left of the body. */
  void abort();
}
