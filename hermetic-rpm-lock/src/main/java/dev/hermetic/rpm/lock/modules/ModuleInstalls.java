package dev.hermetic.rpm.lock.modules;

import dev.hermetic.rpm.lock.solve.pool.IntList;
import dev.hermetic.rpm.lock.solve.pool.PackagePool;
import dev.hermetic.rpm.lock.solve.request.Glob;
import dev.hermetic.rpm.lock.solve.request.Request;
import dev.hermetic.rpm.repodata.Modules;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Installs modules: enables their streams and asks for the packages of profiles. */
public final class ModuleInstalls {
  private final ModuleStreams streams;
  private final PackagePool pool;
  private final Request request;
  private final Map<String, Set<String>> wanted = new LinkedHashMap<>();
  private final Set<String> artifacts = new HashSet<>();

  /** Asks a request about a pool. */
  public ModuleInstalls(ModuleStreams streams, PackagePool pool, Request request) {
    this.streams = streams;
    this.pool = pool;
    this.request = request;
  }

  /**
   * Asks for modules. The pool's filter is changed by it, as streams may be enabled.
   *
   * @param specs {@code name[:stream][/profile]}; without a profile the default ones
   */
  public ModuleErrors install(List<String> specs) {
    StreamRequests.Outcome outcome = new StreamRequests(streams).enable(specs);
    streams.filter(pool);
    outcome.meant.forEach(
        (spec, modules) -> modules.forEach(stream -> module(spec, stream, outcome)));
    wanted.forEach((name, askedBy) -> packages(name, askedBy, outcome));
    return outcome.troubles(streams);
  }

  private void module(String spec, List<Integer> stream, StreamRequests.Outcome outcome) {
    List<Build> active =
        stream.stream()
            .filter(i -> streams.activeBuilds().get(i))
            .map(i -> streams.builds.get(i))
            .toList();
    if (active.isEmpty()) {
      Build any = streams.builds.get(stream.get(0));
      outcome.fail(
          spec,
          "All matches for argument '"
              + spec
              + "' in module '"
              + any.nameStream()
              + "' are not active");
      return;
    }
    Build latest = active.get(0);
    for (Build build : active) {
      latest = Long.compareUnsigned(build.version(), latest.version()) > 0 ? build : latest;
    }
    ModuleSpec parsed = ModuleSpec.parse(spec);
    String pattern = parsed == null ? "" : parsed.profile();
    Set<String> profiles =
        pattern.isEmpty() ? defaults(spec, latest, outcome) : match(latest, pattern);
    if (profiles.isEmpty() && !pattern.isEmpty()) {
      outcome.unmatched.add(spec);
      outcome.messages.add(
          "Unable to match profile for argument " + spec + available(latest.metadata()));
      return;
    }
    for (String profile : profiles) {
      for (String name :
          new TreeSet<>(latest.metadata().profiles().getOrDefault(profile, List.of()))) {
        wanted.computeIfAbsent(name, key -> new LinkedHashSet<>()).add(spec);
      }
    }
    active.forEach(this::addArtifacts);
  }

  private void addArtifacts(Build build) {
    for (String text : build.artifacts()) {
      Artifact artifact = Artifact.parse(text);
      if (artifact != null) {
        artifacts.add(artifact.nevra());
      }
    }
  }

  private static Set<String> match(Build build, String pattern) {
    Set<String> found = new TreeSet<>();
    for (String profile : build.metadata().profiles().keySet()) {
      if (Glob.of(pattern).matches(profile)) {
        found.add(profile);
      }
    }
    return found;
  }

  private Set<String> defaults(String spec, Build build, StreamRequests.Outcome outcome) {
    Set<String> found = new TreeSet<>();
    Set<String> names = streams.defaults.profiles(build.name(), build.stream());
    if (names.isEmpty()) {
      outcome.fail(
          spec,
          "No default profiles for module " + build.nameStream() + available(build.metadata()));
    }
    for (String name : names) {
      if (build.metadata().profiles().containsKey(name)) {
        found.add(name);
      } else {
        outcome.fail(
            spec, "Default profile " + name + " not available in module " + build.nameStream());
      }
    }
    return found;
  }

  private static String available(Modules.Stream stream) {
    return stream.profiles().isEmpty()
        ? ""
        : ". Available profiles: " + String.join(", ", stream.profiles().keySet());
  }

  /** Packages of the module and of hot-fix repositories; without any whatever has the name. */
  private void packages(String name, Set<String> askedBy, StreamRequests.Outcome outcome) {
    IntList all = request.named(name, "");
    IntList preferred = new IntList();
    for (int p : all.toArray()) {
      if (artifacts.contains(pool.nevra(p)) || streams.isExempt(pool.repository(p).id())) {
        preferred.add(p);
      }
    }
    IntList found = preferred.isEmpty() ? all : preferred;
    if (found.isEmpty()) {
      askedBy.forEach(spec -> outcome.fail(spec, "No match for package " + name));
    } else {
      request.installOneOf(found, name);
    }
  }
}
