package dev.hermetic.pip;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.Digest;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.Resolution;
import dev.hermetic.core.spi.ResolveContext;
import dev.hermetic.core.spi.Resolver;
import dev.hermetic.pip.requirements.Requirements;
import dev.hermetic.pip.requirements.RequirementsFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds what {@code pylock.toml} (PEP 751) and requirements files pin, for explicit target
 * environments. Asks package indexes for what requirements files leave open; runs no code of the
 * project. Thread-safe.
 *
 * <p>The options are described in {@code docs/pip.md}.
 */
public final class PipResolver implements Resolver {
  private static final int MAX_SHOWN = 50;

  /** Creates the resolver; done by {@link java.util.ServiceLoader}. */
  public PipResolver() {}

  @Override
  public String ecosystem() {
    return PipArtifact.ECOSYSTEM;
  }

  /**
   * Resolves one package directory.
   *
   * @throws dev.hermetic.core.LockfileException with a code that begins with {@code pip.} or {@code
   *     lockfile.} when a file cannot be used
   * @throws dev.hermetic.core.InputException when an option is not known, or no index is
   */
  @Override
  public Resolution resolve(PackageInput input, ResolveContext context)
      throws IOException, InterruptedException {
    PipOptions given = PipOptions.of(input.options());
    InputFiles files = InputFiles.of(context.source(), input, given.files());
    files.note().ifPresent(context::report);
    Failures failures = new Failures();
    Pylocks locks = Pylocks.read(context.source(), files.pylocks(), context::report, failures::add);
    PipOptions options = locks.withTargets(given, context::report);
    Map<RelPath, Digest> sources = new TreeMap<>();
    Map<RelPath, Requirements> requirements = new LinkedHashMap<>();
    read(files.requirements(), options, context, requirements, failures);
    read(files.buildRequirements(), options, context, requirements, failures);
    List<Wanted> wanted = new ArrayList<>();
    IndexUrls urls = new IndexUrls(options.indexes());
    FileChoice choice = new FileChoice(options.selection());
    RequiredPackages required = new RequiredPackages(context, urls, choice, failures);
    LockedPackages locked = new LockedPackages(context, options, failures);
    for (RelPath file : files.pylocks()) {
      sources.put(file, ProjectDigest.of(context.source(), file));
      if (locks.lock(file).isPresent()) {
        wanted.addAll(locked.of(file, locks.lock(file).get()));
      }
    }
    wanted.addAll(wanted(files, requirements, required));
    digests(requirements, context, sources);
    Map<Wanted, Set<Offer>> chosen = chosen(wanted, choice, failures);
    failures.report(context::problem);
    report(chosen, context);
    if (failures.isEmpty()) {
      reportBuilds(chosen, options.selection(), context);
    }
    List<Artifact> artifacts = new ArrayList<>();
    chosen.forEach(
        (entry, offers) ->
            offers.forEach(offer -> PipArtifact.of(entry, offer).ifPresent(artifacts::add)));
    return Resolution.of(input, artifacts, sources)
        .withComponents(MainPackage.of(context, input.path()).stream().toList())
        .withParsed(new InputDocuments(locks, requirements));
  }

  private static List<Wanted> wanted(
      InputFiles files, Map<RelPath, Requirements> read, RequiredPackages required)
      throws IOException, InterruptedException {
    List<Wanted> wanted = new ArrayList<>();
    for (RelPath file : files.requirements()) {
      if (read.containsKey(file)) {
        wanted.addAll(required.of(read.get(file), false));
      }
    }
    for (RelPath file : files.buildRequirements()) {
      if (read.containsKey(file)) {
        wanted.addAll(required.of(read.get(file), true));
      }
    }
    return wanted;
  }

  private static void digests(
      Map<RelPath, Requirements> read, ResolveContext context, Map<RelPath, Digest> sources)
      throws IOException {
    for (Requirements requirements : read.values()) {
      for (RequirementsFile each : requirements.files()) {
        sources.put(each.path(), ProjectDigest.of(context.source(), each.path()));
      }
    }
  }

  private static void read(
      List<RelPath> files,
      PipOptions options,
      ResolveContext context,
      Map<RelPath, Requirements> requirements,
      Failures failures)
      throws IOException {
    for (RelPath file : files) {
      try {
        requirements.put(
            file, Requirements.read(context.source(), file, options.variables(context::variable)));
      } catch (HermeticException unusable) {
        failures.add(unusable);
      }
    }
  }

  /** The files for each entry, in the order of the entries. */
  private static Map<Wanted, Set<Offer>> chosen(
      List<Wanted> wanted, FileChoice choice, Failures failures) {
    Map<Wanted, Set<Offer>> chosen = new LinkedHashMap<>();
    for (Wanted entry : wanted) {
      try {
        chosen.put(entry, choice.of(entry));
      } catch (HermeticException unusable) {
        failures.add(unusable);
      }
    }
    return chosen;
  }

  private static void reportBuilds(
      Map<Wanted, Set<Offer>> chosen, PipOptions.Selection selection, ResolveContext context)
      throws IOException, InterruptedException {
    BuildNeeds needs = new BuildNeeds(context, selection.targets());
    chosen.forEach(
        (entry, files) -> {
          if (!files.isEmpty()) {
            needs.add(entry, files);
          }
        });
    for (Map.Entry<Wanted, Set<Offer>> entry : chosen.entrySet()) {
      for (Offer file : entry.getValue()) {
        if (!file.isWheel()) {
          needs.report(entry.getKey(), file);
        }
      }
    }
  }

  private static void report(Map<Wanted, Set<Offer>> chosen, ResolveContext context) {
    List<String> names =
        chosen.entrySet().stream()
            .filter(entry -> entry.getValue().isEmpty())
            .map(entry -> entry.getKey().display())
            .distinct()
            .sorted()
            .toList();
    if (!names.isEmpty()) {
      int shown = Math.min(MAX_SHOWN, names.size());
      String more = shown < names.size() ? " and " + (names.size() - shown) + " more" : "";
      context.report(
          Diagnostic.info(
              "pip.omitted",
              "no target needs " + String.join(", ", names.subList(0, shown)) + more));
    }
  }
}
