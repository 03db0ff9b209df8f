/** Makes a build use an output: project files and environment variables. */
@NullMarked
package dev.hermetic.core.internal.injection;

import org.jspecify.annotations.NullMarked;
