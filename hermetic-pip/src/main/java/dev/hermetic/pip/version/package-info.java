/** Versions and version specifiers of Python packages (PEP 440). */
@NullMarked
package dev.hermetic.pip.version;

import org.jspecify.annotations.NullMarked;
