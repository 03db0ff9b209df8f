package dev.hermetic.rpm.lock.solve;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is installed before modules, groups and excludes are asked for: packages of the
 * repositories, of streams or not, or other versions of them; and requests about it.
 */
final class ModularBase {
  /**
   * What is to become of what is installed.
   *
   * @param upgrade what to upgrade
   * @param reinstall what to reinstall
   * @param erasing whether installed packages may go
   */
  record PackageRequest(List<String> upgrade, List<String> reinstall, boolean erasing) {}

  final MadeRepository installed = new MadeRepository("@System", 0, 0);
  private final Random random;

  /** Installs some of the packages of repositories; nothing of no repositories. */
  ModularBase(long seed, List<ModularRepository> repositories) {
    this.random = new Random(seed * 31 + 7);
    List<MadePackage> all = new ArrayList<>();
    repositories.forEach(repository -> all.addAll(repository.made.packages));
    Collections.shuffle(all, random);
    Set<String> names = new TreeSet<>();
    for (MadePackage made : all) {
      if (!made.arch.equals("src") && !oneIn(3) && names.add(made.name)) {
        installed.packages.add(oneIn(3) ? another(made) : made);
      }
    }
  }

  private boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }

  /** The same in a version that perhaps no repository has. */
  private MadePackage another(MadePackage made) {
    String evr = ModularUniverse.VERSIONS[random.nextInt(3)];
    MadePackage other = new MadePackage(made.name, evr, made.arch);
    String self = made.name + " = " + made.evr;
    made.dependencies.forEach(
        (kind, list) ->
            list.forEach(
                dependency ->
                    other.with(
                        kind, dependency.equals(self) ? made.name + " = " + evr : dependency)));
    return other;
  }

  /** Nothing to install at times, when there is something to upgrade. */
  List<String> some(List<String> install) {
    return !installed.packages.isEmpty() && oneIn(3) ? List.of() : install;
  }

  /** A wish about what is installed. */
  PackageRequest wish() {
    List<String> upgrade = new ArrayList<>();
    List<String> reinstall = new ArrayList<>();
    if (installed.packages.isEmpty()) {
      return new PackageRequest(upgrade, reinstall, false);
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      upgrade.add(oneIn(3) ? "*" : any().name);
    }
    if (oneIn(6)) {
      reinstall.add(any().name);
    }
    return new PackageRequest(upgrade, reinstall, oneIn(3));
  }

  private MadePackage any() {
    return installed.packages.get(random.nextInt(installed.packages.size()));
  }
}
