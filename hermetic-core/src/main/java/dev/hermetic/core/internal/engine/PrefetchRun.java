package dev.hermetic.core.internal.engine;

import dev.hermetic.core.BuildConfig;
import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.Digest;
import dev.hermetic.core.NetworkMode;
import dev.hermetic.core.PrefetchPlan.Placement;
import dev.hermetic.core.PrefetchReport;
import dev.hermetic.core.PrefetchRequest;
import dev.hermetic.core.ProjectFile;
import dev.hermetic.core.Purl;
import dev.hermetic.core.StoreException;
import dev.hermetic.core.internal.engine.RunLayoutContext.Placed;
import dev.hermetic.core.internal.fetch.Downloads;
import dev.hermetic.core.internal.fetch.Downloads.Downloaded;
import dev.hermetic.core.internal.output.BuildConfigFile;
import dev.hermetic.core.internal.output.FileEntry;
import dev.hermetic.core.internal.output.KeptSections;
import dev.hermetic.core.internal.output.Manifest;
import dev.hermetic.core.internal.output.ManifestWriter;
import dev.hermetic.core.internal.output.OutputDirectory;
import dev.hermetic.core.internal.output.OutputLock;
import dev.hermetic.core.internal.output.OutputScan;
import dev.hermetic.core.internal.output.Section;
import dev.hermetic.core.internal.output.StagedOutput;
import dev.hermetic.core.internal.output.TreeDigest;
import dev.hermetic.core.internal.sbom.BomWriter;
import dev.hermetic.core.store.ContentStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One run behind its plan: fetch, lay out, put in place. */
final class PrefetchRun {
  private static final String BOM = "bom.json";

  /** The files that belong to no ecosystem. */
  private static final List<String> OWN = List.of(BuildConfigFile.PATH, BOM, Manifest.PATH);

  private final Planned planned;
  private final PrefetchRequest request;
  private final Downloads downloads;
  private final Downloads.Run run;
  private final ContentStore store;
  private final Workers workers;
  private final Diagnostics diagnostics;

  PrefetchRun(Planned planned, Resources resources, Downloads.Run run, Diagnostics diagnostics) {
    this.planned = planned;
    this.request = planned.plan().request();
    this.downloads = resources.downloads();
    this.store = resources.store();
    this.workers = resources.workers();
    this.run = run;
    this.diagnostics = diagnostics;
  }

  PrefetchReport run() throws InterruptedException {
    Path output = request.output();
    try {
      OutputDirectory directory = OutputDirectory.at(output, planned.source().root());
      try (OutputLock lock = directory.lock(run.cancellation())) {
        directory.heal();
        directory.checkOurs();
        return locked(directory);
      }
    } catch (IOException failure) {
      throw new StoreException(
          "store.output",
          output.toString(),
          output + ": the output cannot be written: " + failure,
          failure,
          "check free space and permissions of the directory that holds it");
    }
  }

  private PrefetchReport locked(OutputDirectory directory)
      throws IOException, InterruptedException {
    if (run.mode() != NetworkMode.OFFLINE) {
      new SpaceCheck(store).check(planned.plan().placements());
    }
    StagedOutput staged = directory.stage();
    try {
      LayoutStage layouts = new LayoutStage(planned, new LayoutStage.Tools(store, staged, workers));
      List<Downloaded> fetched =
          new FetchStage(downloads, run, planned.plan().placements(), layouts::complete)
              .fetch(workers);
      fetched.forEach(content -> content.warnings().forEach(diagnostics::add));
      layouts.finish(diagnostics);
      return putInPlace(directory, staged, layouts, fetched);
    } finally {
      staged.discard();
    }
  }

  private PrefetchReport putInPlace(
      OutputDirectory directory, StagedOutput staged, LayoutStage layouts, List<Downloaded> fetched)
      throws IOException, InterruptedException {
    KeptSections kept = KeptSections.of(directory, planned.ecosystems().keySet());
    BuildConfig config = layouts.config().and(kept.config());
    List<Section> sections = new ArrayList<>(layouts.sections());
    sections.addAll(kept.sections());
    sections.sort((a, b) -> a.ecosystem().compareTo(b.ecosystem()));
    List<FileEntry> files = writeOwn(staged, sections, config, knownPurls(layouts));
    Digest tree = TreeDigest.of(files);
    OutputScan scan = new OutputScan(directory);
    if (!scan.isIntact(staged, files)) {
      run.cancellation().throwIfCancelled();
      place(layouts.placed(), staged);
      // A run that changes nothing has nothing to make durable, so only now.
      workers.each(OWN.size(), i -> staged.sync(OWN.get(i)));
      kept.carry(staged, workers::each);
      carryForeign(scan, staged, config);
      run.cancellation().throwIfCancelled();
      directory.replaceBy(staged);
    }
    return new PrefetchReport(entries(fetched), config, tree, diagnostics.all());
  }

  /** Writes the files that belong to no ecosystem, and returns all but the manifest. */
  private List<FileEntry> writeOwn(
      StagedOutput staged, List<Section> sections, BuildConfig config, Map<String, Purl> purls)
      throws IOException {
    Optional<BuildConfigFile.Roots> roots =
        request.hermetoPaths()
            ? Optional.of(
                new BuildConfigFile.Roots(
                    planned.source().root(), request.output().toAbsolutePath().normalize()))
            : Optional.empty();
    List<FileEntry> own = new ArrayList<>();
    own.add(staged.write(BuildConfigFile.PATH, BuildConfigFile.of(config, roots)::write));
    own.add(
        staged.write(
            BOM, out -> new BomWriter(purls, request.hermetoPaths()).write(out, sections)));
    List<FileEntry> files = new ArrayList<>(own);
    sections.forEach(section -> files.addAll(section.files()));
    Digest tree = TreeDigest.of(files);
    staged.write(Manifest.PATH, out -> ManifestWriter.write(out, tree, sections, own));
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

  private void place(List<Placed> placed, StagedOutput staged)
      throws IOException, InterruptedException {
    workers.each(
        placed.size(),
        i -> {
          Path target = staged.target(placed.get(i).file().path());
          if (!store.place(placed.get(i).entry(), target, request.linkMode())) {
            staged.settle(target);
          }
        });
  }

  private void carryForeign(OutputScan scan, StagedOutput staged, BuildConfig config)
      throws IOException {
    Set<String> injected = new java.util.HashSet<>();
    for (ProjectFile file : config.projectFiles()) {
      if (file.root() == ProjectFile.Root.OUTPUT) {
        injected.add(file.path().value());
      }
    }
    List<Path> foreign = scan.foreign(injected);
    scan.carry(foreign, staged);
    for (Path path : foreign) {
      diagnostics.add(
          Diagnostic.warning(
              "output.foreign-file",
              path + " in the output is not ours; it was kept, an audit will report it",
              "keep own files outside of the output directory"));
    }
  }

  private List<PrefetchReport.Entry> entries(List<Downloaded> fetched) {
    List<PrefetchReport.Entry> entries = new ArrayList<>(fetched.size());
    for (int i = 0; i < fetched.size(); i++) {
      Placement placement = planned.plan().placements().get(i);
      Downloaded content = fetched.get(i);
      entries.add(
          new PrefetchReport.Entry(
              placement.artifact(),
              placement.path(),
              content.entry().sha256(),
              content.entry().size(),
              content.fromStore(),
              content.locator(),
              content.evidence(),
              content.verifiedBy()));
    }
    return entries;
  }
}
