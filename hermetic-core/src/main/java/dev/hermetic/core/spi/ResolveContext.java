package dev.hermetic.core.spi;

import dev.hermetic.core.CancellationToken;
import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.Policy;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.SourceTree;
import java.io.IOException;
import java.util.Optional;

/** Everything a resolver may touch. Thread-safe. */
public interface ResolveContext {
  /** The project. */
  SourceTree source();

  /**
   * Fetches index metadata as {@link #fetch(MetadataRequest)} does, whatever its media type.
   *
   * @param maxBytes the most the answer may have
   * @throws dev.hermetic.core.FetchException when it cannot be had
   * @throws IOException when reading fails
   * @throws InterruptedException when the run is cancelled
   */
  byte[] fetch(SafeUri metadata, long maxBytes) throws IOException, InterruptedException;

  /**
   * Fetches index metadata; policed by core, and kept in the content store under its address,
   * {@code Accept} value and range, together with the server's validators.
   *
   * <p>A run asks for each of them once. With {@link dev.hermetic.core.NetworkMode#ONLINE} what an
   * earlier run kept is asked about again (RFC 9110, section 13) and used when the server says that
   * it is still current; with {@code PREFER_STORE} it is used without a request, and with {@code
   * OFFLINE} nothing else is. That a server has no such document is kept, too.
   *
   * <p>Many threads may call this at once; they share the connection limits of {@link
   * dev.hermetic.core.HttpSettings} with all other transfers, and wait for a free connection.
   *
   * @throws dev.hermetic.core.FetchException when it cannot be had: with code {@code
   *     fetch.not-found} when the server has no such document, {@code fetch.offline} when only the
   *     network could tell, {@code fetch.no-range} when a range was asked for and the server sends
   *     only everything, of which nothing is read then
   * @throws dev.hermetic.core.PolicyException with code {@code policy.size} when it is larger than
   *     the request allows
   * @throws IOException when reading fails
   * @throws InterruptedException when the run is cancelled
   */
  default Metadata fetch(MetadataRequest request) throws IOException, InterruptedException {
    if (request.range().isPresent()) {
      throw new dev.hermetic.core.FetchException(
          "fetch.no-range",
          request.uri().toString(),
          request.uri() + ": this context gives whole documents only",
          0,
          false,
          null);
    }
    byte[] whole = fetch(request.uri(), request.maxBytes());
    return Metadata.of(whole, request.uri(), Optional.empty());
  }

  /**
   * The registry the operator configured under a name: an ecosystem id, or an id and a scope such
   * as {@code npm/@corp}.
   *
   * @return empty when none is configured
   */
  Optional<SafeUri> registry(String name);

  /**
   * The value of a variable that a lockfile refers to, supplied by the caller.
   *
   * @return empty when the caller knows none
   */
  Optional<String> variable(String name);

  /** What the run accepts. */
  Policy policy();

  /** Reports a finding that is not a failure. */
  void report(Diagnostic finding);

  /** Tells whether the run was cancelled. */
  CancellationToken cancellation();
}
