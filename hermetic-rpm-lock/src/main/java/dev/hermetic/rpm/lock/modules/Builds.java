package dev.hermetic.rpm.lock.modules;

import dev.hermetic.rpm.repodata.Modules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Puts the builds of all repositories in libdnf's order: those whose context the packager chose
 * come first, in the order of repositories, then of module names.
 */
final class Builds {
  private final List<Build> builds = new ArrayList<>();
  private final Map<String, String> known = new HashMap<>();

  private Builds() {}

  static List<Build> of(List<RepositoryModules> repositories) {
    Builds all = new Builds();
    List<Modules.Stream> others = new ArrayList<>();
    for (RepositoryModules repository : repositories) {
      for (Modules.Stream stream : byName(repository.modules())) {
        if (stream.staticContext()) {
          all.addFixed(stream);
        } else {
          others.add(stream);
        }
      }
    }
    others.forEach(all::addOther);
    return List.copyOf(all.builds);
  }

  /** Of two documents about the same build libmodulemd passes over the second. */
  private static List<Modules.Stream> byName(Modules modules) {
    Map<String, List<Modules.Stream>> names = new TreeMap<>();
    Set<String> known = new HashSet<>();
    for (Modules.Stream stream : modules.streams()) {
      if (isValid(stream) && known.add(new Build(stream, "").text())) {
        names.computeIfAbsent(stream.name(), name -> new ArrayList<>()).add(stream);
      }
    }
    return names.values().stream().flatMap(List::stream).toList();
  }

  /** Streams that are both wanted and unwanted are what libmodulemd passes over. */
  private static boolean isValid(Modules.Stream stream) {
    for (Map<String, List<String>> requires : stream.requires()) {
      for (List<String> streams : requires.values()) {
        long unwanted = streams.stream().filter(one -> one.startsWith("-")).count();
        if (unwanted != 0 && unwanted != streams.size()) {
          return false;
        }
      }
    }
    return true;
  }

  private void addFixed(Modules.Stream stream) {
    builds.add(new Build(stream, stream.context()));
    known.putIfAbsent(key(stream), stream.context());
  }

  private void addOther(Modules.Stream stream) {
    String requires = requires(stream);
    String context = known.get(key(stream));
    if (context == null) {
      context = requires.isEmpty() ? "NoRequires" : requires;
    }
    builds.add(new Build(stream, context));
  }

  private static String key(Modules.Stream stream) {
    return stream.name() + ":" + stream.stream() + "\n" + requires(stream);
  }

  /** What a build requires of other modules as one text, without the platform. */
  private static String requires(Modules.Stream stream) {
    List<String> all = new ArrayList<>();
    for (Map<String, List<String>> requires : stream.requires()) {
      requires.forEach(
          (module, streams) -> {
            if (!module.equals("platform")) {
              all.add(
                  streams.isEmpty()
                      ? module
                      : module + ":[" + String.join(",", new TreeSet<>(streams)) + "]");
            }
          });
    }
    return String.join(";", all);
  }
}
