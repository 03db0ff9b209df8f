/** What people ask for, and the packages they mean by it. */
@NullMarked
package dev.hermetic.rpm.lock.solve.request;

import org.jspecify.annotations.NullMarked;
