/** Chooses versions for what a project asks for and writes them as a lock (PEP 751). */
@NullMarked
package dev.hermetic.pip.lock;

import org.jspecify.annotations.NullMarked;
