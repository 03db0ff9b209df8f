/** YAML documents with the line of everything they say, and scalars as PyYAML writes them. */
@NullMarked
package dev.hermetic.formats.yaml;

import org.jspecify.annotations.NullMarked;
