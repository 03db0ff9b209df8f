package dev.hermetic.rpm.lock;

import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.spi.LockContext;
import dev.hermetic.rpm.lock.origin.RemoteRepository.ModulesFile;
import dev.hermetic.rpm.lock.solve.pool.PackagePool;
import dev.hermetic.rpm.repodata.Modules;
import dev.hermetic.rpm.repodata.PackageField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a solution leads to: packages, their sources, and the module metadata they need. */
final class LockedFiles {
  private final PlanPool plannedPool;
  private final PackagePool pool;

  LockedFiles(PlanPool plannedPool) {
    this.plannedPool = plannedPool;
    this.pool = plannedPool.packages();
  }

  /**
   * The files of an architecture.
   *
   * @param installs the packages that are to be installed
   */
  LockDocument.Files of(int[] installs, ArchPlan plan, LockContext context) {
    List<LockedPackage> packages = new ArrayList<>();
    Set<Integer> chosen = new LinkedHashSet<>();
    for (int p : installs) {
      LoadedRepository repository = plannedPool.repository(p);
      if (repository != null) {
        chosen.add(p);
        packages.add(entry(p, repository, pool.text(p, PackageField.SOURCE_RPM)));
      }
    }
    List<LockedPackage> sources =
        plan.how().sources() ? sources(chosen, plan.arch(), context) : List.of();
    return new LockDocument.Files(packages, sources, modules(chosen));
  }

  private LockedPackage entry(int p, LoadedRepository repository, String sourcerpm) {
    String url =
        repository
            .remote()
            .url(pool.text(p, PackageField.LOCATION_BASE), pool.text(p, PackageField.LOCATION));
    String type = pool.text(p, PackageField.CHECKSUM_TYPE);
    return new LockedPackage(
        url,
        repository.id(),
        size(p, repository),
        (type.equals("sha") ? "sha1" : type) + ":" + pool.text(p, PackageField.CHECKSUM),
        pool.texts().get(pool.name(p)),
        pool.evrs().text(pool.evr(p)),
        sourcerpm);
  }

  private long size(int p, LoadedRepository repository) {
    String size = pool.text(p, PackageField.SIZE_PACKAGE);
    if (!size.matches("[0-9]{0,18}")) {
      throw LockfileException.of(
          "rpm.repodata",
          Location.of(repository.remote().index()),
          "the size of " + pool.nevra(p) + " is not a number of bytes");
    }
    return size.isEmpty() ? 0 : Long.parseLong(size);
  }

  private List<LockedPackage> sources(Set<Integer> chosen, String arch, LockContext context) {
    Map<String, Integer> byFile = sourcePackages();
    List<LockedPackage> sources = new ArrayList<>();
    Set<String> missing = new LinkedHashSet<>();
    for (int p : chosen) {
      String file = pool.text(p, PackageField.SOURCE_RPM);
      Integer source = byFile.get(file);
      LoadedRepository repository = source == null ? null : plannedPool.repository(source);
      if (repository != null && source != null) {
        sources.add(entry(source, repository, ""));
      } else if (!file.isEmpty()) {
        missing.add(file);
      }
    }
    if (!missing.isEmpty()) {
      context.report(missing(missing, arch));
    }
    return sources;
  }

  private static Diagnostic missing(Set<String> files, String arch) {
    String some = String.join(", ", files.stream().sorted().limit(5).toList());
    return Diagnostic.warning(
        "rpm.no-source",
        files.size()
            + " source package(s) are in no repository of "
            + arch
            + ": "
            + some
            + (files.size() > 5 ? ", …" : ""),
        "add the repositories with the source packages",
        "or write 'noSources: true'");
  }

  /** The first of each name, as DNF's query by name, version and release finds it. */
  private Map<String, Integer> sourcePackages() {
    Map<String, Integer> byFile = new HashMap<>();
    for (int p = pool.installedEnd(); p < pool.size(); p++) {
      if (pool.isSource(p) && !pool.isExcluded(p)) {
        String file =
            pool.texts().get(pool.name(p))
                + "-"
                + pool.text(p, PackageField.VERSION)
                + "-"
                + pool.text(p, PackageField.RELEASE);
        byFile.putIfAbsent(file + ".src.rpm", p);
        byFile.putIfAbsent(file + ".nosrc.rpm", p);
      }
    }
    return byFile;
  }

  /** A client needs the modules of those repositories that gave packages of modules. */
  private List<LockedPackage> modules(Set<Integer> chosen) {
    Set<String> artifacts = new HashSet<>();
    for (LoadedRepository repository : plannedPool.repositories()) {
      repository
          .modules()
          .ifPresent(
              file ->
                  file.modules().streams().stream()
                      .map(Modules.Stream::artifacts)
                      .forEach(artifacts::addAll));
    }
    Set<LockedPackage> files = new LinkedHashSet<>();
    for (int p : artifacts.isEmpty() ? Set.<Integer>of() : chosen) {
      LoadedRepository repository = plannedPool.repository(p);
      if (repository != null && artifacts.contains(artifact(p))) {
        repository.modules().map(file -> modules(repository.id(), file)).ifPresent(files::add);
      }
    }
    return List.copyOf(files);
  }

  private static LockedPackage modules(String id, ModulesFile file) {
    return LockedPackage.modules(file.url(), id, file.size(), file.sha256().toString());
  }

  private String artifact(int p) {
    String epoch = pool.text(p, PackageField.EPOCH);
    return pool.texts().get(pool.name(p))
        + "-"
        + (epoch.isEmpty() ? "0" : epoch)
        + ":"
        + pool.text(p, PackageField.VERSION)
        + "-"
        + pool.text(p, PackageField.RELEASE)
        + "."
        + pool.texts().get(pool.arch(p));
  }
}
