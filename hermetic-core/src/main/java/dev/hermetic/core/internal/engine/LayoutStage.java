package dev.hermetic.core.internal.engine;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.BuildConfig;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.PrefetchPlan.Placement;
import dev.hermetic.core.PrefetchReport.Evidence;
import dev.hermetic.core.Resolution;
import dev.hermetic.core.StoreException;
import dev.hermetic.core.internal.engine.RunLayoutContext.Placed;
import dev.hermetic.core.internal.fetch.Downloads.Downloaded;
import dev.hermetic.core.internal.output.FileEntry;
import dev.hermetic.core.internal.output.Section;
import dev.hermetic.core.internal.output.Sha256;
import dev.hermetic.core.internal.output.StagedOutput;
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
 * Lets each layout write what its client needs. Runs when everything is verified; content of the
 * store is not placed yet, so that a run that changes nothing costs no links.
 */
final class LayoutStage {
  private final Planned planned;
  private final List<Downloaded> fetched;
  private final ContentStore store;
  private final StagedOutput staged;
  private final Diagnostics diagnostics;
  private final List<Section> sections = new ArrayList<>();
  private final List<Placed> placed = new ArrayList<>();
  private BuildConfig config = BuildConfig.empty();

  LayoutStage(
      Planned planned,
      List<Downloaded> fetched,
      ContentStore store,
      StagedOutput staged,
      Diagnostics diagnostics) {
    this.planned = planned;
    this.fetched = fetched;
    this.store = store;
    this.staged = staged;
    this.diagnostics = diagnostics;
  }

  void complete() throws InterruptedException {
    Map<String, RunLayoutContext> contexts = new TreeMap<>();
    for (String ecosystem : planned.ecosystems().keySet()) {
      contexts.put(ecosystem, new RunLayoutContext(planned, ecosystem, store, staged, diagnostics));
    }
    for (int i = 0; i < fetched.size(); i++) {
      Placement placement = planned.plan().placements().get(i);
      Placed file = placed(placement, fetched.get(i));
      String ecosystem = placement.path().value().split("/", 3)[1];
      java.util.Objects.requireNonNull(contexts.get(ecosystem))
          .add(placement.path(), file, placement.artifact());
      placed.add(file);
    }
    Map<String, List<FileEntry>> files = new TreeMap<>();
    for (Placed file : placed) {
      String ecosystem = file.file().path().split("/", 3)[1];
      files.computeIfAbsent(ecosystem, e -> new ArrayList<>()).add(file.file());
    }
    for (Map.Entry<String, RunLayoutContext> context : contexts.entrySet()) {
      List<FileEntry> own = files.getOrDefault(context.getKey(), new ArrayList<>());
      section(context.getKey(), context.getValue(), own);
    }
  }

  private void section(String ecosystem, RunLayoutContext context, List<FileEntry> files)
      throws InterruptedException {
    BuildConfig own = complete(ecosystem, context);
    config = config.and(own);
    placed.addAll(context.links());
    context.links().forEach(link -> files.add(link.file()));
    files.addAll(context.generated());
    files.sort(FileEntry.ORDER);
    List<Section.FileRef> refs =
        own.projectFiles().stream()
            .map(f -> new Section.FileRef(f.root(), f.path(), Sha256.of(f.template().text())))
            .toList();
    sections.add(new Section(ecosystem, inputs(context), own.environment(), refs, files));
  }

  private BuildConfig complete(String ecosystem, RunLayoutContext context)
      throws InterruptedException {
    CacheLayout layout =
        java.util.Objects.requireNonNull(planned.ecosystems().get(ecosystem)).layout();
    try {
      return layout.complete(context);
    } catch (dev.hermetic.core.HermeticException known) {
      throw known;
    } catch (IOException failure) {
      throw new StoreException(
          "store.layout",
          ecosystem,
          ecosystem + ": the files for the native client cannot be written: " + failure,
          failure,
          "check free space and permissions beside the output directory");
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
    inputs.sort(Comparator.comparing(Section.Input::path, FileEntry::compareUtf8));
    return inputs;
  }

  private Placed placed(Placement placement, Downloaded content) {
    Artifact artifact = placement.artifact();
    String path = placement.path().value();
    List<Artifact> twins = planned.twins().getOrDefault(path, List.of());
    List<FileEntry.Part> parts = new ArrayList<>(1 + twins.size());
    parts.add(part(artifact));
    twins.forEach(twin -> parts.add(part(twin)));
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

  private static FileEntry.Part part(Artifact artifact) {
    return new FileEntry.Part(artifact.purl().toString(), artifact.properties());
  }

  private static String evidence(Evidence evidence) {
    return evidence.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What each ecosystem of the run contributes, sorted. */
  List<Section> sections() {
    return sections;
  }

  /** Content of the store and where it goes. */
  List<Placed> placed() {
    return placed;
  }

  /** The build configuration of all ecosystems of the run. */
  BuildConfig config() {
    return config;
  }
}
