package dev.hermetic.rpm.lock.modules;

import dev.hermetic.rpm.repodata.Modules;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The defaults of all repositories. In one repository the last document about a module counts.
 * Where two repositories contradict each other the one counts that was modified last; of equally
 * old ones different streams cancel each other out, and different profiles cancel all defaults.
 */
final class MergedDefaults {
  private final Map<String, Modules.Defaults> defaults = new TreeMap<>();
  private final Set<String> disputed = new HashSet<>();
  private boolean broken;

  MergedDefaults(List<RepositoryModules> repositories) {
    for (RepositoryModules repository : repositories) {
      Map<String, Modules.Defaults> last = new TreeMap<>();
      repository.modules().defaults().forEach(one -> last.put(one.module(), one));
      last.forEach((module, one) -> defaults.merge(module, one, this::merge));
    }
    if (broken) {
      defaults.clear();
    }
  }

  private Modules.Defaults merge(Modules.Defaults before, Modules.Defaults more) {
    int order = Long.compareUnsigned(more.modified(), before.modified());
    Map<String, List<String>> profiles = new TreeMap<>(before.profiles());
    more.profiles()
        .forEach(
            (stream, list) -> {
              List<String> known = profiles.get(stream);
              boolean differs = known != null && !Set.copyOf(known).equals(Set.copyOf(list));
              broken |= differs && order == 0;
              if (known == null || (differs && order > 0)) {
                profiles.put(stream, list);
              }
            });
    long modified = order > 0 ? more.modified() : before.modified();
    return new Modules.Defaults(more.module(), stream(before, more, order), modified, profiles);
  }

  private String stream(Modules.Defaults before, Modules.Defaults more, int order) {
    String module = more.module();
    boolean decided = !before.stream().isEmpty() || disputed.contains(module);
    if (more.stream().isEmpty() || (decided && order < 0)) {
      return before.stream();
    }
    if (!decided || order > 0) {
      disputed.remove(module);
      return more.stream();
    }
    if (!more.stream().equals(before.stream())) {
      disputed.add(module);
    }
    return disputed.contains(module) ? "" : before.stream();
  }

  /** The default stream of a module, empty for none. */
  String stream(String module) {
    Modules.Defaults found = defaults.get(module);
    return found == null ? "" : found.stream();
  }

  /** The default profiles of a stream. */
  Set<String> profiles(String module, String stream) {
    Modules.Defaults found = defaults.get(module);
    return found == null
        ? Set.of()
        : new TreeSet<>(found.profiles().getOrDefault(stream, List.of()));
  }
}
