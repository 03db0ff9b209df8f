/**
 * File names of wheels and sdists, compatibility tags and the environments they are chosen for (PEP
 * 425, 427, 600, 656).
 */
@NullMarked
package dev.hermetic.pip.wheel;

import org.jspecify.annotations.NullMarked;
