/** The only place that starts programs, for who allowed it. */
@NullMarked
package dev.hermetic.core.internal.host;

import org.jspecify.annotations.NullMarked;
