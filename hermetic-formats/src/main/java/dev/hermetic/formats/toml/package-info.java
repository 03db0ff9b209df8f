/** TOML documents: read with the line of everything they say, changed in place, and written. */
@NullMarked
package dev.hermetic.formats.toml;

import org.jspecify.annotations.NullMarked;
