/** The command against real clients and a real registry. */
@NullMarked
package dev.hermetic.cli.e2e;

import org.jspecify.annotations.NullMarked;
