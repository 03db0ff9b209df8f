/**
 * The packages among which a solver chooses, in columns of primitive numbers: what they are called,
 * what they offer and ask for, and who offers what.
 *
 * <p>The way of thinking is that of libsolv (BSD-3-Clause, see NOTICE); the code is not.
 */
@NullMarked
package dev.hermetic.rpm.lock.solve.pool;

import org.jspecify.annotations.NullMarked;
