package dev.hermetic.core.spi;

import dev.hermetic.core.Digest;
import java.io.IOException;
import java.io.InputStream;

/** Bytes whose digests match: on their way into the store, or lent from it. */
public interface StagedContent {
  /** Their SHA-256. */
  Digest sha256();

  /** Their number. */
  long size();

  /** Opens them from the start; may be called several times. */
  InputStream open() throws IOException;
}
