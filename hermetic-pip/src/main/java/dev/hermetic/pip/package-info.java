/**
 * Reads pylock.toml and requirements files and lays their files out for pip and uv without a
 * network.
 */
@NullMarked
package dev.hermetic.pip;

import org.jspecify.annotations.NullMarked;
