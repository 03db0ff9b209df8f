/** Versions of RPM packages: epoch, version, release and their order. */
@NullMarked
package dev.hermetic.rpm.version;

import org.jspecify.annotations.NullMarked;
