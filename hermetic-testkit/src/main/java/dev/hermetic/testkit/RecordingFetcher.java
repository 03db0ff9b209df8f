package dev.hermetic.testkit;

import dev.hermetic.core.FetchException;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.spi.ContentSink;
import dev.hermetic.core.spi.FetchContext;
import dev.hermetic.core.spi.Fetcher;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A fetcher that takes bytes from a map instead of the network and remembers what it was asked for.
 * Thread-safe.
 */
public final class RecordingFetcher implements Fetcher {
  /**
   * One attempt.
   *
   * @param locator the URI
   * @param headers the secret header fields that came with it
   * @param attempt the number of the attempt, from 1
   */
  public record Request(SafeUri locator, Map<String, String> headers, int attempt) {}

  private final Set<String> schemes;
  private final Map<String, byte[]> content = new ConcurrentHashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  /** A fetcher for {@code http} and {@code https}. */
  public RecordingFetcher() {
    this(Set.of("http", "https"));
  }

  /** A fetcher for these schemes, in lower case. */
  public RecordingFetcher(Set<String> schemes) {
    this.schemes = Set.copyOf(schemes);
  }

  /** Serves bytes at a URI. */
  public RecordingFetcher serve(String uri, byte[] bytes) {
    content.put(uri, bytes.clone());
    return this;
  }

  /** The attempts so far, in the order in which they came. */
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  @Override
  public Set<String> schemes() {
    return schemes;
  }

  @Override
  public void fetch(SafeUri locator, ContentSink sink, FetchContext context) throws IOException {
    requests.add(new Request(locator, Map.copyOf(context.requestHeaders()), context.attempt()));
    byte[] bytes = content.get(locator.uri().toString());
    if (bytes == null) {
      throw FetchException.builder("fetch.not-found")
          .subject(locator.toString())
          .message(locator + " is not served")
          .status(404)
          .build();
    }
    sink.declareSize(bytes.length);
    try (OutputStream out = sink.restart()) {
      out.write(bytes);
    }
  }
}
