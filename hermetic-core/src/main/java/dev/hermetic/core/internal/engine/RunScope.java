package dev.hermetic.core.internal.engine;

import dev.hermetic.core.SourceTree;
import dev.hermetic.core.internal.fetch.Downloads;

/**
 * What one run is about.
 *
 * @param source the project
 * @param run its circumstances
 * @param diagnostics where its findings go
 */
record RunScope(SourceTree source, Downloads.Run run, Diagnostics diagnostics) {}
