/** RPM: resolver, layout and options of rpms.lock.yaml. */
@NullMarked
package dev.hermetic.rpm;

import org.jspecify.annotations.NullMarked;
