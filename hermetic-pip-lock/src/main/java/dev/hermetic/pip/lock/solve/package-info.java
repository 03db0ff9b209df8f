/**
 * A version solver after PubGrub: generic in packages and versions, with explanations in words.
 *
 * <p>Knows nothing about Python; {@link dev.hermetic.pip.lock.solve.PackageSource} is what it asks.
 */
@NullMarked
package dev.hermetic.pip.lock.solve;

import org.jspecify.annotations.NullMarked;
