/** Where packages come from: finds repositories, reads their metadata through the context. */
@NullMarked
package dev.hermetic.rpm.lock.origin;

import org.jspecify.annotations.NullMarked;
