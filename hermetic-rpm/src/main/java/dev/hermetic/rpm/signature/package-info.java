/** OpenPGP signatures of RPM packages. */
@NullMarked
package dev.hermetic.rpm.signature;

import org.jspecify.annotations.NullMarked;
