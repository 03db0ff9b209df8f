package dev.hermetic.core.spi;

import dev.hermetic.core.RelPath;

/**
 * A lockfile to write.
 *
 * @param path the file in the source tree
 * @param content its whole content
 * @param summary what changes against the lockfile that is there, in lines for people; empty when
 *     nothing does or the locker has no better words than a comparison of the texts
 */
public record LockResult(RelPath path, String content, String summary) {
  /** A lockfile without a summary. */
  public LockResult(RelPath path, String content) {
    this(path, content, "");
  }
}
