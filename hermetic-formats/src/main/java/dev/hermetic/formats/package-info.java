/** What readers of all formats share: a file with its digest, its faults, text safe to print. */
@NullMarked
package dev.hermetic.formats;

import org.jspecify.annotations.NullMarked;
