package dev.hermetic.rpm.modules;

import dev.hermetic.rpm.repodata.Modules;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The defaults of all repositories. The latest modified count; of equally old ones different
 * streams cancel each other out, and different profiles of one stream cancel all defaults.
 */
final class MergedDefaults {
  private final Map<String, Modules.Defaults> defaults = new TreeMap<>();
  private final Map<String, Boolean> disputed = new HashMap<>();
  private boolean broken;

  MergedDefaults(List<RepositoryModules> repositories) {
    for (RepositoryModules repository : repositories) {
      repository.modules().defaults().forEach(this::add);
    }
    if (broken) {
      defaults.clear();
    }
  }

  private void add(Modules.Defaults more) {
    Modules.Defaults before = defaults.get(more.module());
    int order = before == null ? 1 : Long.compareUnsigned(more.modified(), before.modified());
    if (order > 0) {
      defaults.put(more.module(), more);
      disputed.remove(more.module());
    } else if (order == 0) {
      defaults.put(more.module(), merge(before, more));
    }
  }

  private Modules.Defaults merge(Modules.@Nullable Defaults before, Modules.Defaults more) {
    if (before == null) {
      return more;
    }
    String stream = before.stream().isEmpty() ? more.stream() : before.stream();
    if (!more.stream().isEmpty() && !more.stream().equals(stream)) {
      disputed.put(more.module(), true);
    }
    Map<String, List<String>> profiles = new TreeMap<>(before.profiles());
    more.profiles()
        .forEach(
            (name, list) -> {
              List<String> known = profiles.putIfAbsent(name, list);
              broken |= known != null && !new HashSet<>(known).equals(new HashSet<>(list));
            });
    return new Modules.Defaults(more.module(), stream, more.modified(), profiles);
  }

  /** The default stream of a module, empty for none. */
  String stream(String module) {
    Modules.Defaults found = defaults.get(module);
    return found == null || disputed.containsKey(module) ? "" : found.stream();
  }

  /** The default profiles of a stream. */
  List<String> profiles(String module, String stream) {
    Modules.Defaults found = defaults.get(module);
    return found == null
        ? List.of()
        : List.copyOf(new TreeSet<>(found.profiles().getOrDefault(stream, List.of())));
  }
}
