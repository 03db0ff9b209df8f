/** Whether everything that locked packages require comes with them or from the base image. */
@NullMarked
package dev.hermetic.rpm.closure;

import org.jspecify.annotations.NullMarked;
