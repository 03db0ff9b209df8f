package dev.hermetic.core.spi;

import dev.hermetic.core.Artifact;
import java.io.IOException;

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
   * Judges the bytes, whose digests have matched already.
   *
   * @throws IOException when evidence cannot be read
   * @throws InterruptedException when the run is cancelled
   */
  Verdict verify(Artifact artifact, StagedContent content, VerifyContext context)
      throws IOException, InterruptedException;
}
