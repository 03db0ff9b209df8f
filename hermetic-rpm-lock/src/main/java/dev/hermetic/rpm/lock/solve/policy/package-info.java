/**
 * Which package is taken where several would do: repository priority, class of architecture, newest
 * version, what obsoletes what, what is recommended, then a series of preferences, then the name.
 *
 * <p>The order of these is that of libsolv (BSD-3-Clause, see NOTICE); the code is not.
 */
@NullMarked
package dev.hermetic.rpm.lock.solve.policy;

import org.jspecify.annotations.NullMarked;
