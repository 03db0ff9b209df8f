/**
 * Chooses packages as DNF 4 does: what is asked for, what that needs, what is recommended.
 *
 * <p>Packages: {@code pool} the packages, {@code decision} what was decided, {@code policy} which
 * of several is taken, {@code rules} what must hold, {@code search} how an answer is found, {@code
 * problems} why there is none, {@code request} what people write.
 */
@NullMarked
package dev.hermetic.rpm.lock.solve;

import org.jspecify.annotations.NullMarked;
