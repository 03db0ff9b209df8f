/** How to embed Hermetic, and how to teach it an ecosystem of your own. */
@NullMarked
package dev.hermetic.examples;

import org.jspecify.annotations.NullMarked;
