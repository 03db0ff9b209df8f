/**
 * The simple repository API of Python package indexes (PEP 503, 691, 700 and what extends them).
 */
@NullMarked
package dev.hermetic.pip.index;

import org.jspecify.annotations.NullMarked;
