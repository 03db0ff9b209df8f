package dev.hermetic.core.internal.engine;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.PrefetchPlan;
import dev.hermetic.core.SourceTree;
import dev.hermetic.core.internal.discovery.Providers.Ecosystem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * A plan and what a run needs beside it.
 *
 * @param plan the plan
 * @param source the source tree
 * @param ecosystems the providers of the ecosystems of the request, by id
 * @param shared the artifacts of each placement that several artifacts share, by its path
 * @param variables what files of the project may refer to
 */
record Planned(
    PrefetchPlan plan,
    SourceTree source,
    SortedMap<String, Ecosystem> ecosystems,
    Map<String, List<Artifact>> shared,
    Function<String, Optional<String>> variables) {}
