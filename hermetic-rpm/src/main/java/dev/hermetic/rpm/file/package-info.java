/**
 * RPM packages as files: lead, signature header, header, payload; versions 4 and 6 of the format.
 */
@NullMarked
package dev.hermetic.rpm.file;

import org.jspecify.annotations.NullMarked;
