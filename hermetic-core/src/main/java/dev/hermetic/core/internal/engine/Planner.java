package dev.hermetic.core.internal.engine;

import dev.hermetic.core.Digest;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.InputException;
import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.PrefetchFailedException;
import dev.hermetic.core.PrefetchPlan;
import dev.hermetic.core.PrefetchRequest;
import dev.hermetic.core.ProviderException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.Resolution;
import dev.hermetic.core.SourceTree;
import dev.hermetic.core.internal.discovery.Providers;
import dev.hermetic.core.internal.injection.BuildPath;
import dev.hermetic.core.spi.ResolveContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Resolves all inputs and decides where everything lies; reports all problems at once. */
final class Planner {
  private final EngineSettings settings;
  private final Providers providers;
  private final Set<String> schemes;
  private final List<HermeticException> problems = new ArrayList<>();

  Planner(EngineSettings settings, Providers providers, Set<String> schemes) {
    this.settings = settings;
    this.providers = providers;
    this.schemes = schemes;
  }

  /**
   * Plans.
   *
   * @param amended gives the input that is used in place of a given one
   * @throws HermeticException the only problem, or a {@link PrefetchFailedException} with all
   */
  Planned plan(
      PrefetchRequest request,
      UnaryOperator<PackageInput> amended,
      ResolveContext context,
      Diagnostics diagnostics)
      throws InterruptedException {
    if (request.inputs().isEmpty()) {
      throw InputException.of(
          "input.none", "there is nothing to prefetch", "name at least one input");
    }
    SortedMap<String, Providers.Ecosystem> ecosystems = ecosystems(request);
    List<Resolution> resolutions = new ArrayList<>();
    for (PackageInput input : request.inputs()) {
      context.cancellation().throwIfCancelled();
      Providers.Ecosystem ecosystem = ecosystems.get(input.ecosystem());
      if (ecosystem != null) {
        resolve(amended.apply(input), ecosystem, context, resolutions);
        problems.addAll(diagnostics.takeProblems());
      }
    }
    return arrange(request, context.source(), resolutions, ecosystems, diagnostics);
  }

  /**
   * What a plan that was made before takes to run; nothing is resolved again.
   *
   * @throws HermeticException when a file that decided the plan is another one now, or as {@link
   *     #plan}
   */
  Planned again(PrefetchPlan plan, SourceTree source, Diagnostics diagnostics) {
    plan.diagnostics().forEach(diagnostics::add);
    SortedMap<String, Providers.Ecosystem> ecosystems = ecosystems(plan.request());
    for (Resolution resolution : plan.resolutions()) {
      resolution.sources().forEach((file, digest) -> requireUnchanged(source, file, digest));
    }
    Failures.throwAll(problems);
    return arrange(plan.request(), source, plan.resolutions(), ecosystems, diagnostics);
  }

  private void requireUnchanged(SourceTree source, RelPath file, Digest digest) {
    try (InputStream in = Files.newInputStream(source.locate(file))) {
      if (!Digest.ofContent(digest.algorithm(), in).equals(digest)) {
        problems.add(
            LockfileException.of(
                "lockfile.changed",
                Location.of(file),
                "the file is not the one that was planned with",
                "plan again"));
      }
    } catch (HermeticException unusable) {
      problems.add(unusable);
    } catch (IOException unreadable) {
      problems.add(
          LockfileException.of(
              "lockfile.unreadable",
              Location.of(file),
              "the file cannot be read: " + unreadable,
              unreadable));
    }
  }

  private Planned arrange(
      PrefetchRequest request,
      SourceTree source,
      List<Resolution> resolutions,
      SortedMap<String, Providers.Ecosystem> ecosystems,
      Diagnostics diagnostics) {
    PolicyCheck policy = new PolicyCheck(request.policy(), settings.locatorRules, schemes);
    Placements placements = new Placements(request.output());
    for (Resolution resolution : resolutions) {
      Providers.Ecosystem ecosystem = ecosystems.get(resolution.input().ecosystem());
      if (ecosystem != null) {
        placements.add(resolution, ecosystem.layout());
      }
    }
    placements.check(policy, problems);
    BuildPath.finding(request.output()).ifPresent(diagnostics::add);
    List<PrefetchPlan.Placement> sorted = placements.sorted();
    new NeededFiles(request.output(), ecosystems.keySet(), sorted).check(resolutions, problems);
    Failures.throwAll(problems);
    PrefetchPlan plan = new PrefetchPlan(request, resolutions, sorted, diagnostics.all());
    return new Planned(plan, source, ecosystems, placements.shared(), settings.variables);
  }

  private SortedMap<String, Providers.Ecosystem> ecosystems(PrefetchRequest request) {
    SortedMap<String, Providers.Ecosystem> ecosystems = new TreeMap<>();
    for (PackageInput input : request.inputs()) {
      try {
        if (!ecosystems.containsKey(input.ecosystem())) {
          ecosystems.put(input.ecosystem(), providers.ecosystem(input.ecosystem()));
        }
      } catch (ProviderException unusable) {
        problems.add(unusable);
      }
    }
    return ecosystems;
  }

  private void resolve(
      PackageInput input,
      Providers.Ecosystem ecosystem,
      ResolveContext context,
      List<Resolution> resolutions)
      throws InterruptedException {
    try {
      requireDirectory(input, context.source());
      resolutions.add(ecosystem.resolver().resolve(input, context));
    } catch (HermeticException problem) {
      Failures.collect(problem, problems);
    } catch (IOException unreadable) {
      problems.add(
          LockfileException.of(
              "lockfile.unreadable",
              Location.of(input.path()),
              input + " cannot be resolved: " + unreadable,
              unreadable));
    } catch (RuntimeException fault) {
      problems.add(Failures.ofPlugin(input.ecosystem(), input + ": the resolver failed", fault));
    }
  }

  private static void requireDirectory(PackageInput input, SourceTree source) {
    if (!source.isDirectory(input.path())) {
      throw InputException.of(
          "input.directory",
          input + ": '" + input.path() + "' is not a directory of the source tree",
          "name the directory that holds the lockfile, relative to the source tree");
    }
  }
}
