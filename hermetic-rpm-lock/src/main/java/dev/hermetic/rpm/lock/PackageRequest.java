package dev.hermetic.rpm.lock;

import java.util.List;

/**
 * What is asked for on one architecture, as specifications that DNF knows; variables are replaced.
 *
 * @param install what to have
 * @param reinstall what to have again
 * @param upgrade what to have newer
 * @param moduleEnable streams of modules to enable
 * @param moduleDisable modules to disable
 * @param assumeProvides capabilities that are taken as given
 */
record PackageRequest(
    List<String> install,
    List<String> reinstall,
    List<String> upgrade,
    List<String> moduleEnable,
    List<String> moduleDisable,
    List<String> assumeProvides) {
  PackageRequest {
    install = List.copyOf(install);
    reinstall = List.copyOf(reinstall);
    upgrade = List.copyOf(upgrade);
    moduleEnable = List.copyOf(moduleEnable);
    moduleDisable = List.copyOf(moduleDisable);
    assumeProvides = List.copyOf(assumeProvides);
  }

  /** The same with other packages to have. */
  PackageRequest withInstall(List<String> specs) {
    return new PackageRequest(
        specs, reinstall, upgrade, moduleEnable, moduleDisable, assumeProvides);
  }
}
