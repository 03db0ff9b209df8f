/** The output directory: its files, its manifest, how it is replaced, checked and used. */
@NullMarked
package dev.hermetic.core.internal.output;

import org.jspecify.annotations.NullMarked;
