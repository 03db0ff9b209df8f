/** rpm's databases of installed packages, in their three formats; read only, and as hostile. */
@NullMarked
package dev.hermetic.rpm.lock.rpmdb;

import org.jspecify.annotations.NullMarked;
