package dev.hermetic.core.spi;

import dev.hermetic.core.CancellationToken;
import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.Policy;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.SourceTree;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Everything a resolver may touch. Thread-safe. Not for implementation. */
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
   * earlier run kept is used without a request as long as the server said that it would be fresh
   * (RFC 9111, section 5.2.2.1; a day at most); after that it is asked about again (RFC 9110,
   * section 13) and used when the server says that it is still current. With {@code PREFER_STORE}
   * it is used without a request, and with {@code OFFLINE} nothing else is. That a server has no
   * such document is kept, too.
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
  Metadata fetch(MetadataRequest request) throws IOException, InterruptedException;

  /**
   * Does work on core's own threads, so that plugins need none: for asking for many pages at once.
   * The threads are as many as there may be connections, and all runs share them. Work for which
   * none of them is free is done by the thread that waits for it in {@link Future#get()}, so that
   * waiting always ends, and work may wait for other work that does not wait for it. {@link
   * Future#cancel} interrupts what runs; who leaves work behind cancels it.
   */
  <T> Future<T> submit(Callable<T> work);

  /**
   * Waits for work that was submitted; its failure is thrown as it is.
   *
   * @throws IOException when reading failed
   * @throws InterruptedException when the run is cancelled
   */
  default <T> T await(Future<T> work) throws IOException, InterruptedException {
    try {
      return work.get();
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause();
      if (cause instanceof IOException unreadable) {
        throw unreadable;
      } else if (cause instanceof InterruptedException stopped) {
        throw stopped;
      } else if (cause instanceof RuntimeException known) {
        throw known;
      } else if (cause instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(cause);
    }
  }

  /**
   * What an earlier run of this or another process kept under a name with {@link #keep}. It is as
   * trustworthy as the content store, and may be gone at any time.
   *
   * @param name begins with the ecosystem's id, so that plugins keep out of each other's way
   * @param maxBytes more than that counts as nothing
   * @throws IOException when reading fails
   */
  Optional<byte[]> recall(String name, int maxBytes) throws IOException;

  /**
   * Keeps what fits in memory in the content store for later runs, in place of what was kept under
   * that name. For what follows from pinned content and so never changes: nobody asks whether it is
   * still true. A store that cannot be written keeps nothing.
   *
   * @param name see {@link #recall}; only its SHA-256 is stored
   * @throws IOException when the store fails
   * @throws InterruptedException when the run is cancelled
   */
  void keep(String name, byte[] content) throws IOException, InterruptedException;

  /**
   * Whether the content store holds what a pin names, so that no server will be asked for it.
   *
   * @return false also when the pin has no strong digest
   * @throws IOException when reading fails
   */
  boolean isStored(ExpectedDigests expected) throws IOException;

  /**
   * The registry under a name, an ecosystem id, or an id and a scope such as {@code npm/@corp}:
   * what the caller configured, else what the client's own configuration says.
   *
   * @return empty when none is configured
   */
  Optional<SafeUri> registry(String name);

  /**
   * The same, and where nothing is configured what the installed client answers. Asking takes up to
   * half a minute and happens once a run: only for who cannot go on without.
   *
   * @throws InterruptedException when the run is cancelled
   */
  RegistryAnswer askRegistry(String name) throws InterruptedException;

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

  /**
   * Reports what makes the input unusable, for a resolver that can go on: the run fails with this
   * and with everything that is found besides, so that all of it can be mended at once. What was
   * resolved is not used, but judged by the policy, too.
   *
   * @throws dev.hermetic.core.PrefetchFailedException when so much is wrong that it is not worth to
   *     go on
   */
  void problem(HermeticException failure);

  /** Tells whether the run was cancelled. */
  CancellationToken cancellation();
}
