/** Archives of strangers, read front to back in bounded memory. */
@NullMarked
package dev.hermetic.formats.archive;

import org.jspecify.annotations.NullMarked;
