/**
 * What an output records: its manifest, its build configuration, and what of it they are made of.
 */
@NullMarked
package dev.hermetic.core.internal.manifest;

import org.jspecify.annotations.NullMarked;
