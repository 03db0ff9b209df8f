/** The instructions of Containerfiles, with the lines that they begin on. */
@NullMarked
package dev.hermetic.formats.containerfile;

import org.jspecify.annotations.NullMarked;
