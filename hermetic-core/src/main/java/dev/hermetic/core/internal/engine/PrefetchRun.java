package dev.hermetic.core.internal.engine;

import dev.hermetic.core.BuildConfig;
import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.Digest;
import dev.hermetic.core.NetworkMode;
import dev.hermetic.core.PrefetchPlan.Placement;
import dev.hermetic.core.PrefetchReport;
import dev.hermetic.core.PrefetchRequest;
import dev.hermetic.core.Purl;
import dev.hermetic.core.StoreException;
import dev.hermetic.core.internal.engine.RunLayoutContext.Placed;
import dev.hermetic.core.internal.fetch.Downloads;
import dev.hermetic.core.internal.fetch.Downloads.Downloaded;
import dev.hermetic.core.internal.manifest.BuildConfigFile;
import dev.hermetic.core.internal.manifest.FileEntry;
import dev.hermetic.core.internal.manifest.Manifest;
import dev.hermetic.core.internal.manifest.ManifestWriter;
import dev.hermetic.core.internal.manifest.Section;
import dev.hermetic.core.internal.manifest.TreeDigest;
import dev.hermetic.core.internal.output.OutputPaths;
import dev.hermetic.core.internal.output.OutputTransaction;
import dev.hermetic.core.internal.sbom.BomWriter;
import dev.hermetic.core.store.ContentStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run behind its plan: fetch, lay out, put in place. */
final class PrefetchRun {
  private final Planned planned;
  private final PrefetchRequest request;
  private final Downloads downloads;
  private final Downloads.Run run;
  private final ContentStore store;
  private final Workers workers;
  private final Diagnostics diagnostics;

  /** What a run works with. */
  record Means(Downloads downloads, ContentStore store, Workers workers) {}

  PrefetchRun(Planned planned, Means means, Downloads.Run run, Diagnostics diagnostics) {
    this.planned = planned;
    this.request = planned.plan().request();
    this.downloads = means.downloads();
    this.store = means.store();
    this.workers = means.workers();
    this.run = run;
    this.diagnostics = diagnostics;
  }

  PrefetchReport run() throws InterruptedException {
    Path output = request.output();
    Path source = planned.source().root();
    try (OutputTransaction transaction =
        OutputTransaction.begin(
            output, source, planned.ecosystems().keySet(), run.cancellation())) {
      return run(transaction);
    } catch (IOException failure) {
      throw StoreException.builder("store.output")
          .subject(output.toString())
          .message(output + ": the output cannot be written: " + failure)
          .cause(failure)
          .hints("check free space and permissions of the directory that holds it")
          .build();
    }
  }

  private PrefetchReport run(OutputTransaction output) throws IOException, InterruptedException {
    if (run.mode() != NetworkMode.OFFLINE) {
      new SpaceCheck(store).check(planned.plan().placements());
    }
    LayoutStage layouts = new LayoutStage(planned, new LayoutStage.Tools(store, output, workers));
    List<Downloaded> fetched =
        new FetchStage(downloads, run, planned.plan().placements(), layouts::complete)
            .fetch(workers);
    fetched.forEach(content -> content.warnings().forEach(diagnostics::add));
    layouts.finish(diagnostics);
    return putInPlace(output, layouts, fetched);
  }

  private PrefetchReport putInPlace(
      OutputTransaction output, LayoutStage layouts, List<Downloaded> fetched)
      throws IOException, InterruptedException {
    BuildConfig config = layouts.config().and(output.keptConfig());
    List<Section> sections = new ArrayList<>(layouts.sections());
    sections.addAll(output.keptSections());
    sections.sort((a, b) -> a.ecosystem().compareTo(b.ecosystem()));
    List<FileEntry> files = writeCommon(output, sections, config, knownPurls(layouts));
    Digest tree = TreeDigest.of(files);
    if (!output.isInPlace(files)) {
      run.cancellation().throwIfCancelled();
      place(layouts.placed(), output);
      output.carry(config, workers::each).forEach(this::warnOfForeign);
      run.cancellation().throwIfCancelled();
      // A run that changes nothing has nothing to make durable, so only now.
      output.commit(workers::each);
    }
    return new PrefetchReport(entries(fetched), config, tree, diagnostics.all());
  }

  /** Writes the files that belong to no ecosystem, and returns all but the manifest. */
  private List<FileEntry> writeCommon(
      OutputTransaction output, List<Section> sections, BuildConfig config, Map<String, Purl> purls)
      throws IOException {
    Optional<BuildConfigFile.Roots> roots =
        request.hermetoCompatible()
            ? Optional.of(
                new BuildConfigFile.Roots(
                    planned.source().root(), request.output().toAbsolutePath().normalize()))
            : Optional.empty();
    List<FileEntry> own = new ArrayList<>();
    own.add(output.write(BuildConfigFile.PATH, BuildConfigFile.of(config, roots)::write));
    own.add(
        output.write(
            OutputPaths.BOM,
            out -> new BomWriter(purls, request.hermetoCompatible()).write(out, sections)));
    List<FileEntry> files = new ArrayList<>(own);
    sections.forEach(section -> files.addAll(section.files()));
    Digest tree = TreeDigest.of(files);
    output.write(Manifest.PATH, out -> ManifestWriter.write(out, tree, sections, own));
    return files;
  }

  private Map<String, Purl> knownPurls(LayoutStage layouts) {
    Map<String, Purl> purls = new HashMap<>();
    for (Purl purl : layouts.purls()) {
      purls.put(purl.toString(), purl);
    }
    for (Placement placement : planned.plan().placements()) {
      Purl purl = placement.artifact().purl();
      purls.put(purl.toString(), purl);
    }
    return purls;
  }

  private void place(List<Placed> placed, OutputTransaction output)
      throws IOException, InterruptedException {
    workers.each(
        placed.size(),
        i -> {
          Path target = output.target(placed.get(i).file().path());
          if (!store.place(placed.get(i).entry(), target, request.linkMode())) {
            output.settle(target);
          }
        });
  }

  private void warnOfForeign(String path) {
    diagnostics.add(
        Diagnostic.warning(
            "output.foreign-file",
            path + " in the output is not ours; it was kept, an audit will report it",
            "keep own files outside of the output directory"));
  }

  private List<PrefetchReport.Entry> entries(List<Downloaded> fetched) {
    List<PrefetchReport.Entry> entries = new ArrayList<>(fetched.size());
    for (int i = 0; i < fetched.size(); i++) {
      Placement placement = planned.plan().placements().get(i);
      Downloaded content = fetched.get(i);
      entries.add(
          PrefetchReport.Entry.builder(
                  placement.artifact(),
                  placement.path(),
                  content.entry().sha256(),
                  content.entry().size())
              .locator(content.locator())
              .evidence(content.evidence())
              .verifiedBy(content.verifiedBy())
              .build());
    }
    return entries;
  }
}
