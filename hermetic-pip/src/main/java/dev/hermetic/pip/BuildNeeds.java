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
import dev.hermetic.pip.wheel.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says of each sdist that is fetched what building it needs, as its {@code pyproject.toml} has it
 * (PEP 518), and which of that no fetched file covers. The answer goes all the way down: a wheel
 * that covers a need is asked what it needs itself, and an sdist that does is looked at like any
 * other. Only the metadata of wheels and the front of sdists are read, and no code is run; what a
 * backend asks for beyond its file stays unknown.
 */
final class BuildNeeds {
  /** A requirement and whose it is; empty for what the sdist itself asks for. */
  private record Need(Requirement requirement, String by) {
    @Override
    public String toString() {
      return by.isEmpty() ? requirement.toString() : requirement + " (for " + by + ")";
    }
  }

  private final ResolveContext context;
  private final NeededWhere where;
  private final RemoteMetadata remote;
  private final Covers covers;
  private final Set<SafeUri> seen = new HashSet<>();

  BuildNeeds(ResolveContext context, List<Target> targets) {
    this.context = context;
    this.where = new NeededWhere(targets);
    this.remote = new RemoteMetadata(context);
    this.covers = new Covers(remote);
  }

  /** Takes note of files that are there for a build. */
  void add(Wanted wanted, Set<Offer> files) {
    covers.add(wanted, files);
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
      Requirement need = Requirement.parse(stated.text());
      if (where.isNeeded(need, Set.of())) {
        needs.add(need);
      }
    }
    return needs;
  }

  private void report(Wanted wanted, List<Requirement> needs)
      throws IOException, InterruptedException {
    List<String> missing = missing(needs);
    String what = wanted.display() + " is built from source";
    if (missing.isEmpty()) {
      List<String> all = needs.stream().map(Requirement::toString).toList();
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

  /** What nothing covers, of these needs and of what covers the others. */
  private List<String> missing(List<Requirement> needs) throws IOException, InterruptedException {
    Deque<Need> open = new ArrayDeque<>();
    needs.forEach(need -> open.add(new Need(need, "")));
    Set<String> done = new HashSet<>();
    List<String> missing = new ArrayList<>();
    while (!open.isEmpty()) {
      Need need = open.removeFirst();
      Requirement asked = need.requirement();
      List<Covers.Cover> found = covers.of(asked);
      if (found.isEmpty()) {
        missing.add(need.toString());
      }
      for (Covers.Cover cover : found) {
        if (done.add(cover.display() + asked.extras())) {
          needs(cover, asked.extras()).forEach(open::addLast);
        }
      }
    }
    return missing.stream().distinct().toList();
  }

  private List<Need> needs(Covers.Cover cover, Set<PackageName> extras)
      throws IOException, InterruptedException {
    List<Need> needs = new ArrayList<>();
    try {
      for (Requirement requirement : covers.requires(cover)) {
        if (where.isNeeded(requirement, extras)) {
          needs.add(new Need(requirement.withMarker(Optional.empty()), cover.display()));
        }
      }
    } catch (HermeticException unreadable) {
      context.report(
          Diagnostic.warning(
                  "pip.build-unknown",
                  cover.display() + ": what it needs is not known: " + unreadable.getMessage(),
                  "look at its metadata")
              .at(cover.wanted().pinnedAt()));
    }
    return needs;
  }
}
