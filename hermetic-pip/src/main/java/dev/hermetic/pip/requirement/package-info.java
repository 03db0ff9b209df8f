/** Package names (PEP 503), requirements and environment markers (PEP 508). */
@NullMarked
package dev.hermetic.pip.requirement;

import org.jspecify.annotations.NullMarked;
