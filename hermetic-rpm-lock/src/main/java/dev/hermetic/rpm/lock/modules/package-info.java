/**
 * Modules: which streams are active, which packages that hides, and what asking for a module
 * installs; as DNF 4 has it.
 */
@NullMarked
package dev.hermetic.rpm.lock.modules;

import org.jspecify.annotations.NullMarked;
