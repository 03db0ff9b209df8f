package dev.hermetic.pip.lock;

import dev.hermetic.core.InputException;
import dev.hermetic.pip.lock.solve.PackageSource.Dependency;
import dev.hermetic.pip.lock.solve.Ranges;
import dev.hermetic.pip.metadata.CoreMetadata;
import dev.hermetic.pip.requirement.PackageName;
import dev.hermetic.pip.requirement.Requirement;
import dev.hermetic.pip.version.Version;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Turns requirements that hold at a target environment into what the solver reckons with. */
final class DependencyProvider {
  private final Candidates offers;
  private final DirectRequirements statedRequirements;
  private final Speculation speculation;

  DependencyProvider(
      Candidates offers, DirectRequirements statedRequirements, Speculation speculation) {
    this.offers = offers;
    this.statedRequirements = statedRequirements;
    this.speculation = speculation;
  }

  /** What the project itself asks for. */
  List<Dependency<Node, Version>> root() throws IOException, InterruptedException {
    return dependencies(
        statedRequirements.requirements().stream()
            .filter(want -> holds(want.requirement(), Set.of()))
            .toList());
  }

  /** What a package needs, by itself or with an extra that it does not need anyway. */
  List<Dependency<Node, Version>> of(CoreMetadata metadata, Set<PackageName> extras)
      throws IOException, InterruptedException {
    List<StatedRequirement> all = new ArrayList<>();
    for (Requirement requirement : metadata.requires()) {
      if (holds(requirement, extras) && (extras.isEmpty() || !holds(requirement, Set.of()))) {
        all.add(new StatedRequirement(requirement, ""));
      }
    }
    return dependencies(all);
  }

  private boolean holds(Requirement requirement, Set<PackageName> extras) {
    return requirement
        .marker()
        .map(marker -> marker.evaluate(offers.targetEnvironment().environment(), extras))
        .orElse(true);
  }

  private List<Dependency<Node, Version>> dependencies(List<StatedRequirement> active)
      throws IOException, InterruptedException {
    Set<StatedRequirement> all = new LinkedHashSet<>();
    for (StatedRequirement want : active) {
      all.addAll(inForce(want));
    }
    // Every page is on its way before the first is waited for.
    all.forEach(want -> speculation.expect(want.requirement()));
    Set<Dependency<Node, Version>> dependencies = new LinkedHashSet<>();
    for (StatedRequirement want : all) {
      PackageName name = want.requirement().name();
      Project project = offers.project(name);
      checkUrl(want.requirement(), project);
      if (want.requirement().extras().isEmpty()) {
        dependencies.add(dependency(Node.of(name), project, want));
      }
      for (PackageName extra : want.requirement().extras()) {
        dependencies.add(dependency(Node.of(name, extra), project, want));
      }
      for (StatedRequirement limit :
          statedRequirements.constraints().getOrDefault(name, List.of())) {
        if (holds(limit.requirement(), Set.of())) {
          dependencies.add(dependency(Node.of(name), project, limit));
        }
      }
    }
    return List.copyOf(dependencies);
  }

  /** A package may come from a URL only where the project itself says so, and from that URL. */
  private static void checkUrl(Requirement requirement, Project project) {
    if (requirement.url().isPresent() && !requirement.url().equals(project.url())) {
      throw InputException.of(
          "pip.lock-requirement",
          "it needs '" + requirement.name() + "' from a URL that the project does not name itself");
    }
  }

  /** An override takes the place of every requirement of its package. */
  private List<StatedRequirement> inForce(StatedRequirement want) {
    List<StatedRequirement> overrides =
        statedRequirements.overrides().get(want.requirement().name());
    if (overrides == null) {
      return List.of(want);
    }
    return overrides.stream().filter(other -> holds(other.requirement(), Set.of())).toList();
  }

  private static Dependency<Node, Version> dependency(
      Node node, Project project, StatedRequirement want) {
    // A project that nobody knows fails when a version of it is looked for, with that reason.
    Ranges<Version> allowed =
        project.isUnknown() ? Ranges.all() : project.allowed(want.requirement().specifiers());
    boolean pinned =
        want.requirement().specifiers().specifiers().stream()
            .anyMatch(specifier -> DirectRequirements.pin(specifier).isPresent());
    return new Dependency<>(node, allowed, pinned, text(want, project, allowed));
  }

  private static String text(StatedRequirement want, Project project, Ranges<Version> allowed) {
    String text = want.text();
    if (!allowed.isEmpty()) {
      return text;
    }
    List<Version> all = project.versions();
    return text
        + ", of which there is no version among "
        + all.get(0)
        + " to "
        + all.get(all.size() - 1);
  }
}
