package dev.hermetic.core.internal.engine;

import dev.hermetic.core.BuildConfig;
import dev.hermetic.core.PrefetchPlan.Placement;
import dev.hermetic.core.Purl;
import dev.hermetic.core.internal.engine.EcosystemLayout.Laid;
import dev.hermetic.core.internal.engine.RunLayoutContext.Placed;
import dev.hermetic.core.internal.fetch.Downloads.Downloaded;
import dev.hermetic.core.internal.manifest.Section;
import dev.hermetic.core.internal.output.OutputTransaction;
import dev.hermetic.core.store.ContentStore;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Lays out each ecosystem when its own artifacts are there, while those of others are still on
 * their way. What comes out does not depend on who was first: everything is joined in the order of
 * the ecosystems' ids.
 */
final class LayoutStage {
  /** What layouts work with. */
  record Tools(ContentStore store, OutputTransaction output, Workers workers) {}

  private final Planned planned;
  private final Tools tools;
  private final SortedMap<String, Laid> laid = new ConcurrentSkipListMap<>();

  LayoutStage(Planned planned, Tools tools) {
    this.planned = planned;
    this.tools = tools;
  }

  /**
   * Lays out one ecosystem; called once for each, from any thread.
   *
   * @throws dev.hermetic.core.HermeticException when the layout fails
   */
  void complete(String ecosystem, List<Placement> placements, List<Downloaded> fetched)
      throws InterruptedException {
    EcosystemLayout layout = new EcosystemLayout(planned, ecosystem, tools);
    laid.put(ecosystem, layout.complete(placements, fetched));
  }

  /** Lays out the ecosystems that have nothing to wait for, and tells what all reported. */
  void finish(Diagnostics diagnostics) throws InterruptedException {
    for (String ecosystem : planned.ecosystems().keySet()) {
      if (!laid.containsKey(ecosystem)) {
        complete(ecosystem, List.of(), List.of());
      }
    }
    laid.values().forEach(one -> one.findings().forEach(diagnostics::add));
  }

  /** What each ecosystem of the run contributes, sorted. */
  List<Section> sections() {
    return laid.values().stream().map(Laid::section).toList();
  }

  /** Content of the store and where it goes. */
  List<Placed> placed() {
    List<Placed> placed = new ArrayList<>();
    laid.values().forEach(one -> placed.addAll(one.placed()));
    return placed;
  }

  /** Package URLs that layouts have given to what they placed. */
  List<Purl> purls() {
    List<Purl> purls = new ArrayList<>();
    laid.values().forEach(one -> purls.addAll(one.purls()));
    return purls;
  }

  /** The build configuration of all ecosystems of the run. */
  BuildConfig config() {
    BuildConfig config = BuildConfig.empty();
    for (Laid one : laid.values()) {
      config = config.and(one.config());
    }
    return config;
  }
}
