/** What a solver decided so far, and why. */
@NullMarked
package dev.hermetic.rpm.lock.solve.decision;

import org.jspecify.annotations.NullMarked;
