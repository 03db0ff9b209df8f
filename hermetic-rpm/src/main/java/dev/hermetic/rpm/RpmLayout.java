package dev.hermetic.rpm;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.BuildConfig;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.Resolution;
import dev.hermetic.core.spi.CacheLayout;
import dev.hermetic.core.spi.LayoutContext;
import dev.hermetic.rpm.closure.Closure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Lays packages out as repositories, {@code <arch>/<repoid>/<file>} with {@code repodata} beside
 * them, and makes dnf use them by {@code <arch>/repos.d/hermeto.repo}. Thread-safe.
 */
public final class RpmLayout implements CacheLayout {
  static final String ECOSYSTEM = "rpm";

  /** Creates the layout; done by {@link java.util.ServiceLoader}. */
  public RpmLayout() {}

  @Override
  public String ecosystem() {
    return ECOSYSTEM;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Writes the metadata of every repository, and reports what is required and not there.
   */
  @Override
  public BuildConfig complete(LayoutContext context) throws IOException, InterruptedException {
    RepoFiles repoFiles = new RepoFiles(context.directory(), context::outputPath);
    SortedMap<Repository, SortedMap<RelPath, List<Wanted>>> repositories = new TreeMap<>();
    SortedMap<String, ClosureCheck> checks = new TreeMap<>();
    Optional<Set<String>> base = base(context.resolutions());
    for (Resolution resolution : context.resolutions()) {
      RpmOptions options = RpmOptions.of(resolution.input().options());
      SortedSet<Repository> own = new TreeSet<>();
      for (Artifact artifact : resolution.artifacts()) {
        RelPath place = place(artifact);
        own.add(Repository.of(place));
        repositories
            .computeIfAbsent(Repository.of(place), r -> new TreeMap<>())
            .computeIfAbsent(place, p -> new ArrayList<>(1))
            .add(new Wanted(artifact, options));
      }
      for (Repository repository : own) {
        repoFiles.add(repository, options);
        checks.putIfAbsent(repository.arch(), new ClosureCheck(repository.arch(), base));
      }
    }
    for (Map.Entry<Repository, SortedMap<RelPath, List<Wanted>>> one : repositories.entrySet()) {
      write(one.getKey(), one.getValue(), context, checks);
    }
    for (ClosureCheck check : checks.values()) {
      check.report(context);
    }
    return BuildConfig.of(List.of(), repoFiles.projectFiles());
  }

  /** What the inputs say that the image has; empty when none of them says anything. */
  private static Optional<Set<String>> base(List<Resolution> resolutions) {
    Optional<Set<String>> base = Optional.empty();
    for (Resolution resolution : resolutions) {
      Optional<List<String>> own = RpmOptions.of(resolution.input().options()).base();
      if (own.isPresent()) {
        Set<String> all = new TreeSet<>(base.orElse(Set.of()));
        all.addAll(own.get());
        base = Optional.of(all);
      }
    }
    return base;
  }

  /** A file as one of the inputs wants it. */
  private record Wanted(Artifact artifact, RpmOptions options) {}

  private static void write(
      Repository repository,
      SortedMap<RelPath, List<Wanted>> files,
      LayoutContext context,
      Map<String, ClosureCheck> checks)
      throws IOException, InterruptedException {
    ClosureCheck check = Objects.requireNonNull(checks.get(repository.arch()));
    Map<Artifact, List<Wanted>> byArtifact = new HashMap<>();
    List<Artifact> artifacts = new ArrayList<>();
    for (List<Wanted> wanted : files.values()) {
      artifacts.add(wanted.get(0).artifact());
      byArtifact.put(wanted.get(0).artifact(), wanted);
    }
    new RepositoryWriter(repository, context, artifacts)
        .write(
            (artifact, rpm, entry) -> {
              List<SbomDescription> described = new ArrayList<>(1);
              for (Wanted each : Objects.requireNonNull(byArtifact.get(artifact))) {
                described.add(SbomDescription.of(each.artifact(), rpm, each.options().summaries()));
              }
              Closure.@Nullable Needs needs = rpm.isSource() ? null : Closure.needs(rpm, entry);
              return () -> {
                described.forEach(each -> each.report(context));
                if (needs != null) {
                  check.add(artifact, needs);
                }
              };
            });
  }
}
