/** JSON with positions, read as hostile text and changed in place. */
@NullMarked
package dev.hermetic.formats.json;

import org.jspecify.annotations.NullMarked;
