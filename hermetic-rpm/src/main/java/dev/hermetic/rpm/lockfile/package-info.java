/** {@code rpms.lock.yaml}: what it says, where it says it, and the rules it can be held to. */
@NullMarked
package dev.hermetic.rpm.lockfile;

import org.jspecify.annotations.NullMarked;
