/** Groups and environments of packages, and requests for them. */
@NullMarked
package dev.hermetic.rpm.lock.groups;

import org.jspecify.annotations.NullMarked;
