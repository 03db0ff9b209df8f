package dev.hermetic.pip.lock;

import dev.hermetic.core.InputException;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.spi.LockContext;
import dev.hermetic.core.spi.LockResult;
import dev.hermetic.pip.index.PackageIndex;
import dev.hermetic.pip.pylock.LockTargets;
import dev.hermetic.pip.pylock.Pylock;
import dev.hermetic.pip.requirement.PackageName;
import dev.hermetic.pip.requirements.PipOption;
import dev.hermetic.pip.requirements.Requirements;
import dev.hermetic.pip.version.SpecifierSet;
import dev.hermetic.pip.version.Version;
import dev.hermetic.pip.wheel.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * One run of locking: reads what is asked for, solves for each target environment, writes one lock.
 */
public final class Locking {
  /** The registry that the operator configures for Python. */
  private static final String REGISTRY = "pip";

  private final PackageInput input;
  private final LockContext context;
  private final LockSettings settings;

  /**
   * A run.
   *
   * @throws InputException for settings that are unknown or malformed
   */
  public Locking(PackageInput input, LockContext context) {
    this.input = input;
    this.context = context;
    this.settings = LockSettings.of(input.options(), input.path());
  }

  /**
   * The lock.
   *
   * @throws LockfileException with code {@code pip.conflict} when no versions meet all
   *     requirements, and for inputs that cannot be understood
   * @throws IOException when reading fails
   * @throws InterruptedException when the run is cancelled
   */
  public LockResult lock() throws IOException, InterruptedException {
    if (settings.files().convert().isPresent()) {
      return convert(settings.files().convert().get());
    }
    DirectRequirementsReader reader = new DirectRequirementsReader(context, settings);
    DirectRequirements statedRequirements = reader.read(inputFile());
    RelPath output = settings.files().output();
    EarlierLock earlier = EarlierLock.read(output, context);
    List<Target> targets = settings.targets().isEmpty() ? earlier.targets() : settings.targets();
    List<TargetEnvironment> targetEnvironments =
        targetEnvironments(statedRequirements, targets, reader.uv());
    try (Catalog catalog =
        new Catalog(
            context,
            indexes(reader, statedRequirements),
            settings.choice().cutOff().or(reader.uv()::cutOff),
            earlier.files())) {
      List<Pending<TargetSolution>> solving = new ArrayList<>();
      for (TargetEnvironment targetEnvironment : targetEnvironments) {
        solving.add(
            catalog.run(
                () -> solve(targetEnvironment, catalog, statedRequirements, reader, earlier)));
      }
      List<TargetSolution> solutions = new ArrayList<>();
      for (Pending<TargetSolution> solution : solving) {
        solutions.add(solution.await());
      }
      LockWarnings.report(solutions, context);
      TargetMarkers markers = new TargetMarkers(targetEnvironments);
      Pylock lock =
          Pylock.createdBy("hermetic")
              .environments(markers.environments())
              .requiresPython(requiresPython(targetEnvironments))
              .tool(LockTargets.tool(targets))
              .packages(new LockedEntries(earlier, context, markers).of(solutions))
              .build();
      return LockResult.of(output, lock.toToml());
    }
  }

  private LockResult convert(RelPath from) throws IOException, InterruptedException {
    List<String> urls = urls();
    return new Converting(context, settings).convert(from, indexes(urls), urls);
  }

  private TargetSolution solve(
      TargetEnvironment targetEnvironment,
      Catalog catalog,
      DirectRequirements statedRequirements,
      DirectRequirementsReader reader,
      EarlierLock earlier)
      throws IOException, InterruptedException {
    Map<PackageName, Version> pins = earlier.pins(targetEnvironment);
    Candidates.Prereleases prereleases =
        reader.requirementsFiles().stream().anyMatch(file -> file.has(PipOption.PRE))
            ? Candidates.Prereleases.ALLOW
            : settings
                .choice()
                .prereleases()
                .or(reader.uv()::prereleases)
                .orElse(Candidates.Prereleases.IF_NECESSARY_OR_EXPLICIT);
    Candidates.Rules rules =
        new Candidates.Rules(
            statedRequirements,
            new FormatControl(
                reader.requirementsFiles().stream().findFirst().map(Requirements::binaryRules)),
            prereleases);
    return TargetSolution.solve(
        new Candidates(catalog, targetEnvironment, rules, pins), statedRequirements, pins, context);
  }

  private RelPath inputFile() {
    if (settings.files().input().isPresent()) {
      return settings.files().input().get();
    }
    for (String name : List.of("requirements.in", "pyproject.toml")) {
      RelPath file = LockSettings.under(input.path(), name);
      if (context.source().isFile(file)) {
        return file;
      }
    }
    throw InputException.of(
        "pip.lock-input",
        input + ": there is neither a requirements.in nor a pyproject.toml",
        "name the file to lock with the option 'input'");
  }

  private List<TargetEnvironment> targetEnvironments(
      DirectRequirements statedRequirements, List<Target> targets, UvSettings uv) {
    if (targets.isEmpty()) {
      throw InputException.of(
          "pip.no-target",
          statedRequirements.at()
              + ": neither an option nor an earlier lock says which environments to lock for",
          "give the option 'targets', for example cp312-linux-x86_64");
    }
    List<TargetEnvironment> targetEnvironments = TargetMarkers.targetEnvironments(targets);
    for (TargetEnvironment targetEnvironment : targetEnvironments) {
      if (!uv.environments().isEmpty()
          && uv.environments().stream()
              .noneMatch(m -> m.evaluate(targetEnvironment.environment(), Set.of()))) {
        throw LockfileException.of(
            UvReader.CODE,
            statedRequirements.at(),
            "tool.uv.environments has none for " + targetEnvironment,
            "remove the target, or add its environment");
      }
      if (statedRequirements
          .requiresPython()
          .filter(python -> !targetEnvironment.allows(python))
          .isPresent()) {
        throw LockfileException.of(
            "pip.requires-python",
            statedRequirements.at(),
            "the project requires Python "
                + statedRequirements.requiresPython().get()
                + ", which "
                + targetEnvironment
                + " is not",
            "remove the target, or change requires-python");
      }
    }
    return targetEnvironments;
  }

  /** Where each package is looked up: where its source says, or where all are. */
  private Function<PackageName, List<PackageIndex>> indexes(
      DirectRequirementsReader reader, DirectRequirements statedRequirements)
      throws InterruptedException {
    Map<PackageName, List<PackageIndex>> own = new HashMap<>();
    reader
        .uv()
        .sources()
        .forEach(
            (name, source) ->
                source
                    .index()
                    .ifPresent(uri -> own.put(name, List.of(new PackageIndex(uri, context)))));
    List<PackageIndex> all = general(reader, statedRequirements);
    return name -> own.getOrDefault(name, all);
  }

  private List<PackageIndex> general(
      DirectRequirementsReader reader, DirectRequirements statedRequirements)
      throws InterruptedException {
    List<Requirements> files = reader.requirementsFiles();
    List<String> urls = urls(reader.uv());
    List<String> chosen = files.isEmpty() ? urls : files.get(0).indexes(urls);
    if (chosen.isEmpty()) {
      throw InputException.of(
          "pip.no-index",
          statedRequirements.at() + ": no package index is configured",
          "configure the registry 'pip', for example with --registry pip=URL",
          "or give the option 'index-url' of this input");
    }
    return indexes(chosen);
  }

  private List<PackageIndex> indexes(List<String> urls) {
    return urls.stream().map(url -> new PackageIndex(SafeUri.parse(url), context)).toList();
  }

  /** The indexes of the project, and behind them the operator's, unless the options name others. */
  private List<String> urls(UvSettings uv) throws InterruptedException {
    if (!settings.surroundings().indexes().isEmpty()) {
      return urls();
    }
    List<String> urls = new ArrayList<>();
    uv.indexes().forEach(uri -> urls.add(uri.uri().toString()));
    if (!uv.replacesDefault()) {
      urls.addAll(urls());
    }
    return urls;
  }

  private List<String> urls() throws InterruptedException {
    List<String> urls = new ArrayList<>(settings.surroundings().indexes());
    if (urls.isEmpty()) {
      context.askRegistry(REGISTRY).uri().ifPresent(uri -> urls.add(uri.uri().toString()));
    }
    return urls;
  }

  private static SpecifierSet requiresPython(List<TargetEnvironment> targetEnvironments) {
    Version lowest =
        targetEnvironments.stream()
            .map(TargetEnvironment::pythonVersion)
            .min(Comparator.naturalOrder())
            .orElseThrow();
    return SpecifierSet.parse(">=" + lowest.major() + "." + lowest.minor());
  }
}
