/**
 * The {@code generic} ecosystem: any file, named by URL or Maven coordinates and pinned by a
 * checksum. The lockfile is Hermeto's {@code artifacts.lock.yaml}, versions 1.0 and 2.0.
 */
@NullMarked
package dev.hermetic.generic;

import org.jspecify.annotations.NullMarked;
