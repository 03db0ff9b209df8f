package dev.hermetic.rpm.lock.input;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is asked for, in the order of the file.
 *
 * @param install {@code packages}
 * @param upgrade {@code upgradePackages}
 * @param reinstall {@code reinstallPackages}
 * @param moduleEnable modules to enable, as {@code name:stream}
 * @param moduleDisable modules to disable
 * @param exclude {@code excludePackages}: texts that are taken out of the first three lists
 * @param assumeProvides capabilities that are taken to be there
 * @param matchContextVersions globs of names whose installed version is to be asked for
 */
public record RequestedPackages(
    List<ArchedName> install,
    List<ArchedName> upgrade,
    List<ArchedName> reinstall,
    List<ArchedName> moduleEnable,
    List<ArchedName> moduleDisable,
    List<LocatedText> exclude,
    List<LocatedText> assumeProvides,
    List<LocatedText> matchContextVersions) {
  /** Nothing. */
  public static final RequestedPackages NOTHING =
      new RequestedPackages(
          List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

  /** Copies the lists. */
  public RequestedPackages {
    install = List.copyOf(install);
    upgrade = List.copyOf(upgrade);
    reinstall = List.copyOf(reinstall);
    moduleEnable = List.copyOf(moduleEnable);
    moduleDisable = List.copyOf(moduleDisable);
    exclude = List.copyOf(exclude);
    assumeProvides = List.copyOf(assumeProvides);
    matchContextVersions = List.copyOf(matchContextVersions);
  }

  /** Whether no package is asked for on any architecture. */
  public boolean namesNoPackage() {
    return install.isEmpty() && upgrade.isEmpty() && reinstall.isEmpty();
  }

  /**
   * What is asked for on one architecture: each text once, without what is excluded.
   *
   * @param more packages that other files name, installed like those of {@code packages}
   */
  public OnArch on(String arch, List<ArchedName> more) {
    Set<String> excluded = new HashSet<>();
    exclude.forEach(text -> excluded.add(text.text()));
    Map<String, LocatedText> first = new LinkedHashMap<>();
    add(first, install, arch, excluded);
    add(first, more, arch, excluded);
    return new OnArch(
        List.copyOf(first.values()),
        kept(upgrade, arch, excluded),
        kept(reinstall, arch, excluded),
        kept(moduleEnable, arch, Set.of()),
        kept(moduleDisable, arch, Set.of()));
  }

  private static List<LocatedText> kept(List<ArchedName> names, String arch, Set<String> excluded) {
    Map<String, LocatedText> kept = new LinkedHashMap<>();
    add(kept, names, arch, excluded);
    return List.copyOf(kept.values());
  }

  private static void add(
      Map<String, LocatedText> to, List<ArchedName> names, String arch, Set<String> excluded) {
    for (ArchedName name : names) {
      if (name.holdsFor(arch) && !excluded.contains(name.name())) {
        to.putIfAbsent(name.name(), name.placed());
      }
    }
  }

  /**
   * What is asked for on one architecture.
   *
   * @param install specs to install
   * @param upgrade specs to upgrade
   * @param reinstall specs to reinstall
   * @param moduleEnable modules to enable
   * @param moduleDisable modules to disable
   */
  public record OnArch(
      List<LocatedText> install,
      List<LocatedText> upgrade,
      List<LocatedText> reinstall,
      List<LocatedText> moduleEnable,
      List<LocatedText> moduleDisable) {}
}
