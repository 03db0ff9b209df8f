package dev.hermetic.rpm.lock;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The content of a lock.
 *
 * @param arches what is locked for each architecture
 */
public record LockDocument(SortedMap<String, Files> arches) {
  /** Copies the map. */
  public LockDocument {
    arches = Collections.unmodifiableSortedMap(new TreeMap<>(arches));
  }

  /**
   * The files of one architecture, sorted, each once.
   *
   * @param packages binary packages
   * @param sources their source packages
   * @param modules module metadata of repositories
   */
  public record Files(
      List<LockedPackage> packages, List<LockedPackage> sources, List<LockedPackage> modules) {
    /** Sorts the lists and drops what stands twice. */
    public Files {
      packages = sorted(packages);
      sources = sorted(sources);
      modules = sorted(modules);
    }

    private static List<LockedPackage> sorted(Collection<LockedPackage> files) {
      return files.stream().sorted().distinct().toList();
    }
  }
}
