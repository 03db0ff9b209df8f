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
   * Fetches index metadata; cached, policed and recorded by core.
   *
   * @param maxBytes the most the answer may have
   * @throws dev.hermetic.core.FetchException when it cannot be had
   * @throws IOException when reading fails
   * @throws InterruptedException when the run is cancelled
   */
  byte[] fetch(SafeUri metadata, long maxBytes) throws IOException, InterruptedException;

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
