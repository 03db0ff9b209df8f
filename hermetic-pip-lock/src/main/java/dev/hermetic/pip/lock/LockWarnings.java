package dev.hermetic.pip.lock;

import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.spi.ResolveContext;
import dev.hermetic.pip.metadata.CoreMetadata;
import dev.hermetic.pip.requirement.PackageName;
import dev.hermetic.pip.version.Version;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;

/** What people should know of the versions that were chosen. */
final class LockWarnings {
  private final Map<String, Diagnostic> found = new TreeMap<>();

  private LockWarnings() {}

  /** Reports each finding once, sorted. */
  static void report(List<TargetSolution> solutions, ResolveContext context)
      throws IOException, InterruptedException {
    LockWarnings findings = new LockWarnings();
    for (TargetSolution solution : solutions) {
      findings.look(solution);
    }
    findings.found.values().forEach(context::report);
  }

  private void look(TargetSolution solution) throws IOException, InterruptedException {
    for (Map.Entry<PackageName, Version> each : solution.versions().entrySet()) {
      PackageName name = each.getKey();
      Project project = solution.offers().project(name);
      if (project.withoutTime() > 0) {
        add(
            "pip.no-upload-time",
            name
                + ": the index does not say when "
                + project.withoutTime()
                + " of its files were uploaded; they count as too new");
      }
      Release release = project.release(each.getValue()).orElseThrow();
      if (release.dists().stream().allMatch(dist -> dist.file().yanked().isPresent())) {
        add("pip.yanked", name + "==" + each.getValue() + " was yanked by its authors");
      }
      lookForGuesses(solution, project, release);
      lookForExtras(solution, name, each.getValue());
    }
  }

  private void lookForGuesses(TargetSolution solution, Project project, Release release)
      throws IOException, InterruptedException {
    boolean sdist =
        solution.offers().fit(project, release).metadata().filter(Dist::isSdist).isPresent();
    CoreMetadata metadata = solution.offers().metadata(project.name(), release.version());
    if (sdist && release.dists().stream().allMatch(Dist::isSdist) && !metadata.needsAreStatic()) {
      add(
          "pip.dynamic-metadata",
          project.name()
              + "=="
              + release.version()
              + " is an sdist whose needs may change when it is built; those that were published"
              + " with it were taken");
    }
  }

  private void lookForExtras(TargetSolution solution, PackageName name, Version version)
      throws IOException, InterruptedException {
    SortedSet<PackageName> wanted = solution.extras().get(name);
    if (wanted == null) {
      return;
    }
    Set<PackageName> offered = solution.offers().metadata(name, version).extras();
    for (PackageName extra : wanted) {
      if (!offered.contains(extra)) {
        add("pip.no-such-extra", name + "==" + version + " has no extra '" + extra + "'");
      }
    }
  }

  private void add(String code, String message) {
    found.putIfAbsent(message, Diagnostic.warning(code, message));
  }
}
