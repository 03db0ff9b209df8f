package dev.hermetic.core.store;

import dev.hermetic.core.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;

/**
 * Content on its way into the store. Used by one thread. {@link #close} without {@link #publish}
 * keeps what was written so that a later attempt, also by another process, can resume.
 */
public interface Staging extends AutoCloseable {
  /** How many bytes are staged. */
  long offset();

  /** The validator recorded with the staged bytes. */
  Optional<String> validator();

  /** Records a validator. */
  void validator(String etagOrDate) throws IOException;

  /**
   * Continues behind the staged bytes; what is written is hashed as it passes. Closing the stream
   * does not end the staging.
   */
  OutputStream append() throws IOException;

  /** Drops the staged bytes and begins anew. */
  OutputStream restart() throws IOException;

  /** Digests of the staged bytes: SHA-256 and the requested algorithms. */
  Map<Digest.Algorithm, Digest> digests() throws IOException;

  /** Opens the staged bytes from the start. */
  InputStream open() throws IOException;

  /** Makes the content visible, durably: synced, then renamed. The staging is over. */
  ContentStore.Entry publish() throws IOException;

  /** Moves the bytes to the bounded quarantine for inspection. The staging is over. */
  void quarantine(String reason) throws IOException;

  @Override
  void close() throws IOException;
}
