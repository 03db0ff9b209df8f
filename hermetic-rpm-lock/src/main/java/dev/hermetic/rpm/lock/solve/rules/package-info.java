/**
 * What must hold, as clauses: rules of packages (requires, conflicts, obsoletes, one version of a
 * name), of what is installed, of what was asked for, and of policy.
 *
 * <p>The kinds of rules are those of libsolv (BSD-3-Clause, see NOTICE); the code is not.
 */
@NullMarked
package dev.hermetic.rpm.lock.solve.rules;

import org.jspecify.annotations.NullMarked;
