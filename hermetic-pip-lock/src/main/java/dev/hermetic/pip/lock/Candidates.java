package dev.hermetic.pip.lock;

import dev.hermetic.core.InputException;
import dev.hermetic.pip.lock.solve.Ranges;
import dev.hermetic.pip.metadata.CoreMetadata;
import dev.hermetic.pip.requirement.PackageName;
import dev.hermetic.pip.version.Version;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Which versions a target environment may take, and what they say of themselves. Thread-safe. */
final class Candidates {
  /** Whether pre-releases count. */
  enum Prereleases {
    /** Where a requirement of the project names one, or there is nothing else. */
    IF_NECESSARY_OR_EXPLICIT,
    ALLOW,
    DISALLOW
  }

  /**
   * What limits the choice of files and versions.
   *
   * @param statedRequirements what people wrote
   * @param rules which packages come as wheels or sdists only
   * @param prereleases whether pre-releases count
   */
  record Rules(
      DirectRequirements statedRequirements, FormatControl rules, Prereleases prereleases) {}

  private record Key(PackageName name, Version version) {}

  private final Catalog catalog;
  private final TargetEnvironment targetEnvironment;
  private final Rules rules;
  private final Map<PackageName, Version> locked;
  private final Map<PackageName, Project> direct;
  private final Map<Key, UsableFiles> fits = new ConcurrentHashMap<>();

  /**
   * What a target environment may take.
   *
   * @param locked what an earlier lock has there; it may stay although yanked since
   */
  Candidates(
      Catalog catalog,
      TargetEnvironment targetEnvironment,
      Rules rules,
      Map<PackageName, Version> locked) {
    this.catalog = catalog;
    this.targetEnvironment = targetEnvironment;
    this.rules = rules;
    this.locked = locked;
    this.direct = DirectFiles.of(rules.statedRequirements(), targetEnvironment);
  }

  TargetEnvironment targetEnvironment() {
    return targetEnvironment;
  }

  Project project(PackageName name) throws IOException, InterruptedException {
    return ask(name).await();
  }

  /** The same, without waiting. */
  Pending<Project> ask(PackageName name) {
    Project known = direct.get(name);
    return known == null ? catalog.project(name) : Pending.known(known);
  }

  /** A project that was asked for before. */
  Project known(PackageName name) {
    return ask(name).now();
  }

  UsableFiles fit(Project project, Release release) {
    return fits.computeIfAbsent(
        new Key(project.name(), release.version()),
        key ->
            UsableFiles.of(
                release, targetEnvironment, rules.rules(), project.name(), mayBeYanked(key)));
  }

  private boolean mayBeYanked(Key key) {
    return key.version().equals(locked.get(key.name()))
        || rules.statedRequirements().pins(key.name()).contains(key.version());
  }

  /** The version to try first: the locked one, else the newest that fits. */
  Optional<Version> best(Project project, Ranges<Version> versions, @Nullable Version pin) {
    if (pin != null && versions.contains(pin) && isUsable(project, pin)) {
      return Optional.of(pin);
    }
    boolean prereleases = takesPrereleases(project);
    List<Version> all = project.versions();
    for (int i = all.size() - 1; i >= 0; i--) {
      Version version = all.get(i);
      if (versions.contains(version)
          && (prereleases || !version.isPrerelease())
          && isUsable(project, version)) {
        return Optional.of(version);
      }
    }
    return Optional.empty();
  }

  private boolean takesPrereleases(Project project) {
    return switch (rules.prereleases()) {
      case ALLOW -> true;
      case DISALLOW -> false;
      case IF_NECESSARY_OR_EXPLICIT ->
          !project.hasFinal() || rules.statedRequirements().namePrerelease(project.name());
    };
  }

  private boolean isUsable(Project project, Version version) {
    return project.release(version).filter(r -> fit(project, r).fault() == null).isPresent();
  }

  /** Why none of some versions can be taken. */
  String faults(PackageName name, Ranges<Version> versions) {
    Project project = known(name);
    if (project.isUnknown()) {
      return project.index().isEmpty()
          ? "no index has a project of that name"
          : "the index has no file of it that can be taken";
    }
    List<Version> in = project.versions().stream().filter(versions::contains).toList();
    if (in.isEmpty()) {
      return "the index has no such version";
    }
    List<String> faults = new ArrayList<>();
    for (int i = in.size() - 1; i >= 0 && faults.size() < 3; i--) {
      Version version = in.get(i);
      String fault = fit(project, project.release(version).orElseThrow()).fault();
      faults.add(version + ": " + (fault == null ? "it is a pre-release" : fault));
    }
    int more = in.size() - faults.size();
    return String.join("; ", faults) + (more > 0 ? "; and " + more + " older ones" : "");
  }

  /**
   * What a version says of itself.
   *
   * @throws InputException when it says nothing that can be used
   */
  CoreMetadata metadata(PackageName name, Version version)
      throws IOException, InterruptedException {
    return request(project(name), version).await();
  }

  /** The same, without waiting. */
  Pending<CoreMetadata> request(Project project, Version version) {
    Release release = project.release(version).orElseThrow();
    Dist dist = fit(project, release).metadata().orElseThrow();
    return catalog.metadata(project.name(), release, dist);
  }
}
