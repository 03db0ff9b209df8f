/**
 * The engine of Hermetic: façade, model, plugin interfaces, content store and HTTP. Knows no
 * ecosystem.
 */
module dev.hermetic.core {
  requires com.google.common;
  requires org.apache.httpcomponents.client5.httpclient5;
  requires org.apache.httpcomponents.core5.httpcore5;
  // What httpclient5 logs through; it has no descriptor of its own to say so.
  requires org.slf4j;
  requires tools.jackson.core;
  requires tools.jackson.databind;
  // Automatic modules say nothing of what they need: the HTTP client wants its sockets.
  requires jdk.net;
  requires static transitive org.jspecify;

  exports dev.hermetic.core;
  exports dev.hermetic.core.spi;
  exports dev.hermetic.core.store;

  uses dev.hermetic.core.spi.Resolver;
  uses dev.hermetic.core.spi.CacheLayout;
  uses dev.hermetic.core.spi.Fetcher;
  uses dev.hermetic.core.spi.Verifier;
  uses dev.hermetic.core.spi.Locker;
  uses dev.hermetic.core.spi.LockfileDetector;
  uses dev.hermetic.core.spi.ClientConfiguration;
  uses org.slf4j.spi.SLF4JServiceProvider;
}
