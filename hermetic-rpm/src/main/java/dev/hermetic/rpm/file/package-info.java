/**
 * RPM packages as files: lead, signature header, header and payload of the versions 3, 4 and 6 of
 * the format, read front to back in one pass. Start at {@link dev.hermetic.rpm.file.RpmReader}.
 */
@NullMarked
package dev.hermetic.rpm.file;

import org.jspecify.annotations.NullMarked;
