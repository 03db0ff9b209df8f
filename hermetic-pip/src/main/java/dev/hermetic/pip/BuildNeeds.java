package dev.hermetic.pip;

import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.spi.ResolveContext;
import dev.hermetic.pip.metadata.Pyproject;
import dev.hermetic.pip.metadata.PyprojectReader;
import dev.hermetic.pip.metadata.RemoteMetadata;
import dev.hermetic.pip.requirement.PackageName;
import dev.hermetic.pip.requirement.Requirement;
import dev.hermetic.pip.version.Version;
import dev.hermetic.pip.wheel.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says of each sdist that is fetched what building it needs, as its {@code pyproject.toml} has it
 * (PEP 518), and which of that no fetched file covers. Since what covers it is fetched as well, and
 * looked at in the same way when it is an sdist, the answer goes all the way down. Only the front
 * of an sdist is read, and no code of it is run; what a backend asks for beyond its file stays
 * unknown.
 */
final class BuildNeeds {
  private final ResolveContext context;
  private final List<Target> targets;
  private final RemoteMetadata remote;
  private final Map<PackageName, Set<Version>> covered = new HashMap<>();
  private final Set<SafeUri> seen = new HashSet<>();

  BuildNeeds(ResolveContext context, List<Target> targets) {
    this.context = context;
    this.targets = targets;
    this.remote = new RemoteMetadata(context);
  }

  /** Takes note of a file that is there for a build. */
  void add(Wanted wanted) {
    Set<Version> versions = covered.computeIfAbsent(wanted.name(), name -> new HashSet<>());
    wanted.version().flatMap(Version::tryParse).ifPresent(versions::add);
  }

  /**
   * Reports what an sdist needs; one that cannot be read is a warning, since a build may still know
   * how to use it.
   *
   * @throws IOException when reading fails
   * @throws InterruptedException when the run is cancelled
   */
  void report(Wanted wanted, Offer sdist) throws IOException, InterruptedException {
    if (sdist.url().isEmpty() || !seen.add(sdist.url().get())) {
      return;
    }
    try {
      report(wanted, requirements(sdist.url().get(), sdist.filename()));
    } catch (HermeticException unreadable) {
      context.report(
          Diagnostic.warning(
                  "pip.build-unknown",
                  sdist.filename()
                      + ": what its build needs is not known: "
                      + unreadable.getMessage(),
                  "look at its pyproject.toml")
              .at(wanted.pinnedAt()));
    }
  }

  private List<Requirement> requirements(SafeUri url, String filename)
      throws IOException, InterruptedException {
    Optional<byte[]> file = remote.ofSdist(url, filename, info -> false).pyproject();
    Pyproject project =
        PyprojectReader.read(
            RelPath.of("pyproject.toml"),
            file.map(bytes -> new String(bytes, StandardCharsets.UTF_8)).orElse(""));
    List<Requirement> needs = new ArrayList<>();
    for (Pyproject.Stated stated : project.buildRequires()) {
      needs.add(Requirement.parse(stated.text()));
    }
    return needs;
  }

  private void report(Wanted wanted, List<Requirement> needs) {
    List<String> missing = new ArrayList<>();
    List<String> all = new ArrayList<>();
    for (Requirement need : needs) {
      if (isNeeded(need)) {
        all.add(need.toString());
        if (!isCovered(need)) {
          missing.add(need.toString());
        }
      }
    }
    String what = wanted.display() + " is built from source";
    if (missing.isEmpty()) {
      String list = all.isEmpty() ? "nothing more" : String.join(", ", all);
      context.report(
          Diagnostic.info("pip.build-needs", what + ", which needs " + list).at(wanted.pinnedAt()));
    } else {
      context.report(
          Diagnostic.warning(
                  "pip.build-missing",
                  what + ", and no file covers " + String.join(", ", missing),
                  "add what is missing, with hashes, to requirements-build.txt",
                  "or take wheels only, with the option sdists=never")
              .at(wanted.pinnedAt()));
    }
  }

  private boolean isNeeded(Requirement need) {
    return targets.isEmpty()
        || need.marker().isEmpty()
        || targets.stream()
            .anyMatch(t -> need.marker().get().evaluate(t.markerEnvironment(), Set.of()));
  }

  private boolean isCovered(Requirement need) {
    @Nullable Set<Version> versions = covered.get(need.name());
    if (versions == null) {
      return false;
    }
    // A direct URL has no version that could be compared.
    return need.url().isPresent()
        || versions.isEmpty()
        || versions.stream().anyMatch(version -> need.specifiers().contains(version, true));
  }
}
