package dev.hermetic.core;

/** How an artifact of the store gets into the output. */
public enum LinkMode {
  /**
   * A hard link where store and output share a file system that allows it, else a copy; chosen per
   * file system.
   */
  AUTO,
  /** A hard link, or an error. */
  HARD_LINK,
  /** A copy-on-write clone where the file system offers one, else a copy. */
  REFLINK,
  /** A copy; the output then shares nothing with the store. */
  COPY
}
