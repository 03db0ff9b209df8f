/** The {@code hermetic} command: the only place that reads the environment, prints and exits. */
@NullMarked
package dev.hermetic.cli;

import org.jspecify.annotations.NullMarked;
