package dev.hermetic.core.spi;

import dev.hermetic.core.Artifact;
import java.io.IOException;
import java.util.Optional;

/**
 * Judges staged bytes by evidence beyond digests, a signature for example. Found like a {@link
 * Resolver}; called concurrently.
 */
public interface Verifier {
  /** The kind of evidence, {@code openpgp}; appears in reports. */
  String id();

  /** Whether this verifier has something to say about an artifact. */
  boolean appliesTo(Artifact artifact);

  /**
   * All that the verdict about given bytes depends on: policy, keys, version of the rules. Where a
   * verifier names it, a verdict is kept in the store with the content, and {@link #verify} is not
   * asked again about the same bytes on the same basis; a rejection is never kept. Not to be named
   * where a verdict may change by itself: by the clock, or by what a server answers.
   *
   * @return empty unless overridden
   */
  default Optional<String> basis(Artifact artifact) {
    return Optional.empty();
  }

  /**
   * Judges the bytes, whose digests have matched already.
   *
   * @throws IOException when evidence cannot be read
   * @throws InterruptedException when the run is cancelled
   */
  Verdict verify(Artifact artifact, StagedContent content, VerifyContext context)
      throws IOException, InterruptedException;
}
