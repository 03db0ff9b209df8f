/** The bill of materials. */
@NullMarked
package dev.hermetic.core.internal.sbom;

import org.jspecify.annotations.NullMarked;
