package dev.hermetic.pip.lock;

import dev.hermetic.core.InputException;
import dev.hermetic.pip.lock.solve.Ranges;
import dev.hermetic.pip.metadata.CoreMetadata;
import dev.hermetic.pip.requirement.PackageName;
import dev.hermetic.pip.requirement.Requirement;
import dev.hermetic.pip.version.Version;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks ahead for what the solver will most likely want: the page of a package as soon as something
 * needs it, the metadata of its likely version as soon as the page is there, and so on. It has no
 * say in what is chosen, and its failures come up when the solver asks for the same.
 */
final class Speculation {
  private record Seen(PackageName name, Set<PackageName> extras) {}

  private final Candidates offers;
  private final Map<PackageName, Version> pins;
  private final Set<Seen> seen = ConcurrentHashMap.newKeySet();

  Speculation(Candidates offers, Map<PackageName, Version> pins) {
    this.offers = offers;
    this.pins = pins;
  }

  void expect(Requirement requirement) {
    if (!seen.add(new Seen(requirement.name(), Set.copyOf(requirement.extras())))) {
      return;
    }
    offers.ask(requirement.name()).whenThere(project -> expectVersion(project, requirement));
  }

  private void expectVersion(Project project, Requirement requirement) {
    Ranges<Version> allowed = project.allowed(requirement.specifiers());
    offers
        .best(project, allowed, pins.get(project.name()))
        .ifPresent(
            version ->
                offers
                    .request(project, version)
                    .whenThere(metadata -> expectNeeds(metadata, requirement)));
  }

  private void expectNeeds(CoreMetadata metadata, Requirement requirement) {
    Set<PackageName> extras = new HashSet<>(requirement.extras());
    for (Requirement need : metadata.requires()) {
      if (holds(need, Set.of()) || !extras.isEmpty() && holds(need, extras)) {
        expect(need);
      }
    }
  }

  private boolean holds(Requirement need, Set<PackageName> extras) {
    try {
      return need.marker().isEmpty()
          || need.marker().get().evaluate(offers.targetEnvironment().environment(), extras);
    } catch (InputException undefined) {
      return false; // The solver meets the same and says so.
    }
  }
}
