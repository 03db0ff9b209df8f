package dev.hermetic.pip.metadata;

import java.io.IOException;

/** A file of which pieces can be read, such as one behind HTTP range requests. */
public interface Bytes {
  /**
   * The size in bytes.
   *
   * @throws IOException when it cannot be had
   * @throws InterruptedException when the run is cancelled
   */
  long size() throws IOException, InterruptedException;

  /**
   * Reads a piece.
   *
   * @param from the first byte, counted from 0
   * @param length how many; the piece lies inside the file
   * @throws IOException when it cannot be had
   * @throws InterruptedException when the run is cancelled
   */
  byte[] read(long from, int length) throws IOException, InterruptedException;
}
