/** Writes {@code rpms.lock.yaml}, byte for byte as rpm-lockfile-prototype does. */
@NullMarked
package dev.hermetic.rpm.lock;

import org.jspecify.annotations.NullMarked;
