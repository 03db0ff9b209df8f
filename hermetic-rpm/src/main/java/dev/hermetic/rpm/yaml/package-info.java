/** YAML and text files of the project with the lines of what they say, and all of their faults. */
@NullMarked
package dev.hermetic.rpm.yaml;

import org.jspecify.annotations.NullMarked;
