/**
 * The built-in fetchers for {@code http}, {@code https} and {@code file}; the only user of sockets.
 */
@NullMarked
package dev.hermetic.core.internal.http;

import org.jspecify.annotations.NullMarked;
