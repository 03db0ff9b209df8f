package dev.hermetic.rpm.lock.rpmdb;

import java.io.IOException;

/** Is told the headers that a database holds. */
@FunctionalInterface
interface HeaderSink {
  /**
   * One header.
   *
   * @param number the number that the database knows the package by
   * @param blob the header without its magic
   * @throws IOException when the sink fails
   */
  void header(long number, byte[] blob) throws IOException;
}
