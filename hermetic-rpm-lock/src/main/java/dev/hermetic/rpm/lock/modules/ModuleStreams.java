package dev.hermetic.rpm.lock.modules;

import dev.hermetic.rpm.lock.solve.pool.ArchPolicy;
import dev.hermetic.rpm.lock.solve.pool.PackagePool;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The modules of all repositories and which of their streams are active: those that were enabled,
 * the defaults of modules that were not disabled, and what these require. Requests change it step
 * by step, as DNF's do. For one thread.
 */
public final class ModuleStreams {
  final List<Build> builds;
  final MergedDefaults defaults;
  final ModuleState state = new ModuleState();
  private final ArchPolicy arch;
  private final String platform;
  private final Set<String> exempt = new HashSet<>();
  private Activation activation = Activation.none();

  /**
   * Nothing is enabled or disabled yet: the default streams are active.
   *
   * @param repositories in the order in which their packages are in the pool
   * @param platform {@code platform:el9}, see {@link PlatformId}; empty for none, then nothing that
   *     requires a platform is active
   */
  public ModuleStreams(List<RepositoryModules> repositories, ArchPolicy arch, String platform) {
    this.builds = Builds.of(repositories);
    this.defaults = new MergedDefaults(repositories);
    this.arch = arch;
    this.platform = platform;
    for (RepositoryModules repository : repositories) {
      if (repository.hotfixes()) {
        exempt.add(repository.repository());
      }
    }
    choose();
  }

  /** What could not be had at the last choice; DNF warns of it when it loads repositories. */
  public ModuleErrors troubles() {
    return troubles(List.of(), List.of(), List.of());
  }

  ModuleErrors troubles(List<String> unmatched, List<String> failed, List<String> messages) {
    return new ModuleErrors(
        unmatched, failed, messages, activation.trouble().words(), activation.problems());
  }

  /**
   * Disables modules; of each request only the name counts.
   *
   * @param specs {@code name}, or a pattern
   * @return troubles with the choice of streams too, which DNF takes for a failure
   */
  public ModuleErrors disable(List<String> specs) {
    List<String> unmatched = new ArrayList<>();
    List<String> failed = new ArrayList<>();
    List<String> messages = new ArrayList<>();
    for (String text : specs) {
      List<Integer> meant = find(text);
      if (meant.isEmpty()) {
        unmatched.add(text);
      }
      Set<String> names = new java.util.TreeSet<>();
      meant.forEach(build -> names.add(builds.get(build).name()));
      for (String name : names) {
        if (!state.disable(name)) {
          failed.add(text);
          messages.add(StreamRequests.multiple(name));
        }
      }
    }
    choose();
    return troubles(unmatched, failed, messages);
  }

  /**
   * Enables streams, and the streams that they need.
   *
   * @param specs {@code name:stream}; {@code name} alone when it has but one stream or a default
   * @return troubles with the choice of streams too, which DNF takes for a failure
   */
  public ModuleErrors enable(List<String> specs) {
    return new StreamRequests(this).enable(specs).troubles(this);
  }

  /** Whether a stream was enabled, by a request or because an enabled one requires it. */
  public boolean isEnabled(String module, String stream) {
    return state.isEnabled(module, stream);
  }

  /** The active streams, {@code name:stream:version:context.arch}, sorted. */
  public List<String> active() {
    return activation.builds().stream()
        .mapToObj(i -> builds.get(i).text())
        .sorted()
        .distinct()
        .toList();
  }

  /** Hides the packages of a pool that the choice hides now, and shows all others. */
  public void filter(PackagePool pool) {
    if (!builds.isEmpty()) {
      new ModuleFilter(builds, activation.builds()).apply(pool, exempt);
    }
  }

  boolean isExempt(String repository) {
    return exempt.contains(repository);
  }

  BitSet activeBuilds() {
    return activation.builds();
  }

  List<Integer> find(String text) {
    ModuleSpec spec = ModuleSpec.parse(text);
    List<Integer> found = new ArrayList<>();
    for (int i = 0; spec != null && i < builds.size(); i++) {
      if (spec.means(builds.get(i))) {
        found.add(i);
      }
    }
    return found;
  }

  void choose() {
    ModuleChoice choice = new ModuleChoice(builds, arch, platform);
    for (int i = 0; i < builds.size(); i++) {
      String name = builds.get(i).name();
      String stream = builds.get(i).stream();
      if (state.kind(name) == ModuleState.Kind.DISABLED) {
        choice.ban(i);
      } else if (state.isEnabled(name, stream)) {
        choice.want(i, false);
      } else if (state.kind(name) != ModuleState.Kind.ENABLED
          && stream.equals(defaults.stream(name))) {
        state.useDefault(name);
        choice.want(i, true);
      }
    }
    activation = choice.choose();
  }
}
