/**
 * Finds a set of packages that keeps all rules: propagation with watched literals, learning from
 * conflicts, backjumping, and a search in an order that is always the same.
 *
 * <p>The order of the search is that of libsolv (BSD-3-Clause, see NOTICE); the code is not.
 */
@NullMarked
package dev.hermetic.rpm.lock.solve.search;

import org.jspecify.annotations.NullMarked;
