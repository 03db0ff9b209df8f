/** What packages say of themselves: core metadata, project files, wheels and sdists. */
@NullMarked
package dev.hermetic.pip.metadata;

import org.jspecify.annotations.NullMarked;
