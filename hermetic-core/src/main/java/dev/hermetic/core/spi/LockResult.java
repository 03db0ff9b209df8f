package dev.hermetic.core.spi;

import dev.hermetic.core.RelPath;

/**
 * A lockfile to write.
 *
 * @param path the file in the source tree
 * @param content its whole content
 */
public record LockResult(RelPath path, String content) {}
