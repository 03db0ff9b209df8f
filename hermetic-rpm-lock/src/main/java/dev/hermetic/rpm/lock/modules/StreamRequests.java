package dev.hermetic.rpm.lock.modules;

import dev.hermetic.rpm.version.VersionOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Enables the streams that requests name. For one thread. */
final class StreamRequests {
  private final ModuleStreams streams;
  private final Outcome outcome = new Outcome();

  StreamRequests(ModuleStreams streams) {
    this.streams = streams;
  }

  static String multiple(String module) {
    return "Cannot enable multiple streams for module '" + module + "'";
  }

  /** What requests mean and what went wrong. */
  static final class Outcome {
    final Map<String, List<List<Integer>>> meant = new LinkedHashMap<>();
    final List<String> unmatched = new ArrayList<>();
    final List<String> failed = new ArrayList<>();
    final List<String> messages = new ArrayList<>();

    ModuleErrors troubles(ModuleStreams streams) {
      return streams.troubles(unmatched, failed, messages);
    }

    void fail(String spec, String message) {
      failed.add(spec);
      messages.add(message);
    }
  }

  Outcome enable(List<String> specs) {
    for (String spec : new LinkedHashSet<>(specs)) {
      List<Integer> found = streams.find(spec);
      if (found.isEmpty()) {
        outcome.unmatched.add(spec);
      } else {
        enable(spec, found);
      }
    }
    streams.choose();
    outcome.meant.forEach((spec, modules) -> modules.forEach(stream -> follow(spec, stream)));
    return outcome;
  }

  private void enable(String spec, List<Integer> found) {
    Map<String, Map<String, List<Integer>>> modules = new LinkedHashMap<>();
    for (int i : found) {
      Build build = streams.builds.get(i);
      modules
          .computeIfAbsent(build.name(), name -> new LinkedHashMap<>())
          .computeIfAbsent(build.stream(), stream -> new ArrayList<>())
          .add(i);
    }
    List<List<Integer>> chosen = new ArrayList<>();
    for (Map.Entry<String, Map<String, List<Integer>>> module : modules.entrySet()) {
      String name = module.getKey();
      String stream = choose(spec, name, module.getValue());
      if (stream == null) {
        return;
      }
      if (!streams.state.enable(name, stream)) {
        outcome.fail(spec, multiple(name));
        return;
      }
      chosen.add(module.getValue().getOrDefault(stream, List.of()));
    }
    outcome.meant.put(spec, chosen);
  }

  /** The only stream that is meant, else the enabled or the default one; null after a failure. */
  private @Nullable String choose(String spec, String name, Map<String, List<Integer>> meant) {
    if (meant.size() == 1) {
      return meant.keySet().iterator().next();
    }
    ModuleState.Kind kind = streams.state.kind(name);
    if (kind == ModuleState.Kind.UNKNOWN) {
      TreeSet<String> sorted = new TreeSet<>(VersionOrder.INSTANCE);
      sorted.addAll(meant.keySet());
      outcome.fail(
          spec,
          "Argument '"
              + spec
              + "' matches "
              + meant.size()
              + " streams ('"
              + String.join("', '", sorted)
              + "') of module '"
              + name
              + "', but none of the streams are enabled or default");
      return null;
    }
    String stream =
        kind == ModuleState.Kind.ENABLED
            ? streams.state.stream(name)
            : streams.defaults.stream(name);
    if (!meant.containsKey(stream)) {
      outcome.fail(spec, multiple(name));
      return null;
    }
    return stream;
  }

  /** Enables what the active builds of a stream require, and what that requires. */
  private void follow(String spec, List<Integer> stream) {
    List<Integer> work = new ArrayList<>();
    stream.stream().filter(i -> streams.activeBuilds().get(i)).forEach(work::add);
    for (int done = 0; done < work.size(); done++) {
      Build build = streams.builds.get(work.get(done));
      if (!streams.state.enable(build.name(), build.stream())) {
        outcome.fail(spec, multiple(build.name()));
        return;
      }
      for (int other : required(build)) {
        if (!work.contains(other)) {
          work.add(other);
        }
      }
    }
  }

  private List<Integer> required(Build build) {
    return streams.activeBuilds().stream()
        .filter(i -> requires(build, streams.builds.get(i)))
        .boxed()
        .toList();
  }

  private static boolean requires(Build build, Build other) {
    for (Map<String, List<String>> requires : build.metadata().requires()) {
      List<String> wanted = requires.get(other.name());
      if (wanted != null
          && (wanted.contains(other.stream())
              || wanted.stream().allMatch(stream -> stream.indexOf('-') >= 0))) {
        return true;
      }
    }
    return false;
  }
}
