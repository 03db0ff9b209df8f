/**
 * Requirements files: pip's grammar, rewriting in place, and conversion from and to pylock.toml.
 */
@NullMarked
package dev.hermetic.pip.requirements;

import org.jspecify.annotations.NullMarked;
