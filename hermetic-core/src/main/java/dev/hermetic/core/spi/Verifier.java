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
   * Begins to look at bytes while they arrive, which spares large content from being read once
   * more. Asked for every artifact that applies and is downloaded; the answer may be unused:
   * content that was staged before or comes from the store goes to {@link #verify}, which has to
   * come to the same verdict.
   *
   * @return empty unless overridden, for a verifier that only reads what is complete
   */
  default Optional<Check> begin(Artifact artifact) {
    return Optional.empty();
  }

  /** A look at the bytes of one download, front to back and each once. Used by one thread. */
  interface Check {
    /**
     * Takes the next bytes. Whether they are the pinned ones is not known yet: whatever they are,
     * it keeps memory bounded, and says what is wrong with them in {@link #finish}. Not called
     * again once it has thrown.
     *
     * @param bytes not to be changed or kept
     */
    void update(byte[] bytes, int offset, int length) throws IOException;

    /**
     * Judges what passed, which is the whole content, and its digests have matched. Called at most
     * once; not at all when the download failed, was begun anew, or came to a verdict known before.
     *
     * @throws IOException when evidence cannot be read
     * @throws InterruptedException when the run is cancelled
     */
    Verdict finish(VerifyContext context) throws IOException, InterruptedException;
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
