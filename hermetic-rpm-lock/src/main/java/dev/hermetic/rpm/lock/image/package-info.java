/** Base images: the packages that are installed in them, and what else locking asks of them. */
@NullMarked
package dev.hermetic.rpm.lock.image;

import org.jspecify.annotations.NullMarked;
