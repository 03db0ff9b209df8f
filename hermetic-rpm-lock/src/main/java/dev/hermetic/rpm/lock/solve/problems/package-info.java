/** Says in sentences why there is no answer, as DNF says it. */
@NullMarked
package dev.hermetic.rpm.lock.solve.problems;

import org.jspecify.annotations.NullMarked;
