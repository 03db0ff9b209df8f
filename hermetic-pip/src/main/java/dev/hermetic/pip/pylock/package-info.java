/** The lock file pylock.toml (PEP 751): model, reader, writer, rewriting in place, selection. */
@NullMarked
package dev.hermetic.pip.pylock;

import org.jspecify.annotations.NullMarked;
