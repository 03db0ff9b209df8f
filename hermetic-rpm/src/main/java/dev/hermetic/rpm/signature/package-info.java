/**
 * OpenPGP signatures of RPM packages (RFC 4880, RFC 9580), checked with keys that the caller names.
 * {@link dev.hermetic.rpm.signature.RpmVerifier} is what runs use.
 */
@NullMarked
package dev.hermetic.rpm.signature;

import org.jspecify.annotations.NullMarked;
