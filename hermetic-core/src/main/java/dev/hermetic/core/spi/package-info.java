/** What a plugin implements, and what it is handed. */
@NullMarked
package dev.hermetic.core.spi;

import org.jspecify.annotations.NullMarked;
