package dev.hermetic.rpm.lock.modules;

import dev.hermetic.rpm.lock.solve.pool.Exclusion;
import dev.hermetic.rpm.lock.solve.pool.IntList;
import dev.hermetic.rpm.lock.solve.pool.PackagePool;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which packages the choice of streams hides: those of streams that are not active, and those that
 * bear or provide the name of a package of an active one without being of it.
 */
final class ModuleFilter {
  private final List<Build> builds;
  private final BitSet active;
  private final Set<String> included = new HashSet<>();
  private final Set<String> inactive = new HashSet<>();
  private final Set<String> names = new HashSet<>();
  private final Set<String> sourceNames = new HashSet<>();

  ModuleFilter(List<Build> builds, BitSet active) {
    this.builds = builds;
    this.active = active;
    Map<String, Set<String>> left = demodularized();
    for (int i = 0; i < builds.size(); i++) {
      for (String text : builds.get(i).artifacts()) {
        Artifact artifact = Artifact.parse(text);
        if (artifact != null && active.get(i)) {
          included.add(artifact.nevra());
          name(artifact, left.getOrDefault(key(builds.get(i)), Set.of()));
        } else if (artifact != null) {
          inactive.add(artifact.nevra());
        }
      }
    }
  }

  private static String key(Build build) {
    return build.nameStream() + "." + build.arch();
  }

  /** The names that the latest active build of each stream gave back. */
  private Map<String, Set<String>> demodularized() {
    Map<String, List<Build>> latest = new HashMap<>();
    for (int i = active.nextSetBit(0); i >= 0; i = active.nextSetBit(i + 1)) {
      Build build = builds.get(i);
      List<Build> known = latest.computeIfAbsent(key(build), stream -> new ArrayList<>());
      int order =
          known.isEmpty() ? 0 : Long.compareUnsigned(build.version(), known.get(0).version());
      if (order > 0) {
        known.clear();
      }
      if (order >= 0) {
        known.add(build);
      }
    }
    Map<String, Set<String>> left = new HashMap<>();
    latest.forEach(
        (stream, best) -> {
          Set<String> all = left.computeIfAbsent(stream, key -> new HashSet<>());
          best.forEach(build -> all.addAll(build.metadata().demodularized()));
        });
    return left;
  }

  private void name(Artifact artifact, Set<String> demodularized) {
    if (!demodularized.contains(artifact.name())) {
      (artifact.isSource() ? sourceNames : names).add(artifact.name());
    }
  }

  /**
   * Hides packages, and shows those again that were hidden before.
   *
   * @param exempt the ids of repositories that modules never hide
   */
  void apply(PackagePool pool, Set<String> exempt) {
    pool.readmit(Exclusion.MODULAR);
    BitSet providing = providing(pool);
    for (int p = pool.installedEnd(); p < pool.size(); p++) {
      if (exempt.contains(pool.repository(p).id()) || pool.isExcluded(p)) {
        continue;
      }
      String nevra = pool.nevra(p);
      String name = pool.texts().get(pool.name(p));
      boolean hidden =
          inactive.contains(nevra)
              || providing.get(p)
              || names.contains(name)
              || (pool.isSource(p) && sourceNames.contains(name));
      if (hidden && !included.contains(nevra)) {
        pool.exclude(p, Exclusion.MODULAR);
      }
    }
  }

  private BitSet providing(PackagePool pool) {
    BitSet found = new BitSet();
    for (String name : names) {
      IntList providers = new IntList();
      pool.lists().copy(pool.providers().ofName(pool.texts().intern(name)), providers);
      for (int i = 0; i < providers.size(); i++) {
        found.set(providers.get(i));
      }
    }
    return found;
  }
}
