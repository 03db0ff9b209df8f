package dev.hermetic.core.internal.engine;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.BuildConfig;
import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.Digest;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.PrefetchPlan.Placement;
import dev.hermetic.core.PrefetchReport.Evidence;
import dev.hermetic.core.Purl;
import dev.hermetic.core.Resolution;
import dev.hermetic.core.StoreException;
import dev.hermetic.core.internal.engine.RunLayoutContext.Placed;
import dev.hermetic.core.internal.fetch.Downloads.Downloaded;
import dev.hermetic.core.internal.manifest.FileEntry;
import dev.hermetic.core.internal.manifest.Section;
import dev.hermetic.core.spi.CacheLayout;
import dev.hermetic.core.store.ContentStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Lets the layout of one ecosystem write what its client needs. Runs when all of its artifacts are
 * verified; content of the store is not placed yet, so that a run that changes nothing costs no
 * links. Used by one thread.
 */
final class EcosystemLayout {
  /**
   * What an ecosystem contributes to the output.
   *
   * @param placed content of the store and where it goes
   * @param findings what the layout reported
   */
  record Laid(
      Section section,
      BuildConfig config,
      List<Placed> placed,
      List<Purl> purls,
      List<Diagnostic> findings) {}

  private final Planned planned;
  private final String ecosystem;
  private final LayoutStage.Tools tools;

  EcosystemLayout(Planned planned, String ecosystem, LayoutStage.Tools tools) {
    this.planned = planned;
    this.ecosystem = ecosystem;
    this.tools = tools;
  }

  /**
   * Completes.
   *
   * @param placements those of the ecosystem
   * @param fetched their content, in the same order
   */
  Laid complete(List<Placement> placements, List<Downloaded> fetched) throws InterruptedException {
    Diagnostics findings = new Diagnostics();
    RunLayoutContext context = new RunLayoutContext(planned, ecosystem, tools, findings);
    List<Placed> placed = new ArrayList<>(fetched.size());
    for (int i = 0; i < fetched.size(); i++) {
      Placed file = placed(placements.get(i), fetched.get(i), context);
      context.add(placements.get(i).path(), file, placements.get(i).artifact());
      placed.add(file);
    }
    BuildConfig config = complete(context);
    // Only now: the layout may have said what it read. Most say nothing, and need no second list.
    for (int i = 0; context.hasDescriptions() && i < fetched.size(); i++) {
      placed.set(i, placed(placements.get(i), fetched.get(i), context));
    }
    placed.addAll(context.links());
    List<FileEntry> files = new ArrayList<>(context.generated());
    placed.forEach(file -> files.add(file.file()));
    files.sort(FileEntry.ORDER);
    List<Section.FileRef> refs =
        config.projectFiles().stream()
            .map(
                f ->
                    new Section.FileRef(
                        f.root(),
                        f.path(),
                        Digest.ofText(Digest.Algorithm.SHA256, f.template().text())))
            .toList();
    Section section = new Section(ecosystem, inputs(context), config.environment(), refs, files);
    return new Laid(section, config, placed, context.purls(), findings.all());
  }

  private BuildConfig complete(RunLayoutContext context) throws InterruptedException {
    CacheLayout layout =
        java.util.Objects.requireNonNull(planned.ecosystems().get(ecosystem)).layout();
    try {
      return layout.complete(context);
    } catch (dev.hermetic.core.HermeticException known) {
      throw known;
    } catch (IOException failure) {
      throw StoreException.builder("store.layout")
          .subject(ecosystem)
          .message(ecosystem + ": the files for the native client cannot be written: " + failure)
          .cause(failure)
          .hints("check free space and permissions beside the output directory")
          .build();
    } catch (RuntimeException fault) {
      throw Failures.ofPlugin(ecosystem, ecosystem + ": the layout failed", fault);
    }
  }

  private static List<Section.Input> inputs(RunLayoutContext context) {
    List<Section.Input> inputs = new ArrayList<>();
    for (Resolution resolution : context.resolutions()) {
      Map<String, String> sources = new TreeMap<>();
      resolution.sources().forEach((path, digest) -> sources.put(path.value(), digest.hex()));
      PackageInput input = resolution.input();
      List<FileEntry.Part> packages =
          resolution.components().stream()
              .map(c -> new FileEntry.Part(c.purl().toString(), c.properties()))
              .toList();
      inputs.add(
          new Section.Input(input.path().value(), input.options().asMap(), sources, packages));
    }
    inputs.sort((a, b) -> FileEntry.compareUtf8(a.path(), b.path()));
    return inputs;
  }

  private Placed placed(Placement placement, Downloaded content, RunLayoutContext context) {
    Artifact artifact = placement.artifact();
    String path = placement.path().value();
    List<Artifact> shared = planned.shared().getOrDefault(path, List.of(artifact));
    List<FileEntry.Part> parts = new ArrayList<>(shared.size());
    shared.forEach(one -> parts.add(context.part(one)));
    if (parts.size() > 1) {
      parts.sort(
          Comparator.comparing(FileEntry.Part::purl).thenComparing(p -> p.properties().toString()));
    }
    FileEntry.Origin origin =
        new FileEntry.Origin(
            artifact.locators().get(0).toString(),
            evidence(content.evidence()),
            artifact.pinnedAt().map(Object::toString).orElse(""),
            List.copyOf(parts));
    ContentStore.Entry entry = content.entry();
    return new Placed(entry, new FileEntry(path, entry.sha256(), entry.size(), origin));
  }

  private static String evidence(Evidence evidence) {
    return evidence.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
