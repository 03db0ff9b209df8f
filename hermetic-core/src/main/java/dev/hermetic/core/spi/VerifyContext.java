package dev.hermetic.core.spi;

import dev.hermetic.core.Policy;
import dev.hermetic.core.SafeUri;
import java.io.IOException;

/** What a verifier may touch. */
public interface VerifyContext {
  /** Fetches evidence such as a detached signature; policed and recorded by core. */
  byte[] fetch(SafeUri evidence, long maxBytes) throws IOException, InterruptedException;

  /** What the run accepts. */
  Policy policy();
}
