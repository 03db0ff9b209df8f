package dev.hermetic.rpm.lock;

import dev.hermetic.core.Location;
import dev.hermetic.rpm.lock.input.LocatedText;
import dev.hermetic.rpm.lock.input.RequestedPackages;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is asked for on one architecture, as specifications that DNF knows; variables are replaced.
 *
 * @param install what to have
 * @param reinstall what to have again
 * @param upgrade what to have newer
 * @param moduleEnable streams of modules to enable
 * @param moduleDisable modules to disable
 * @param assumeProvides capabilities that are taken as given
 * @param places where each of them is asked for
 * @param input the input as a whole, where no better place is known
 */
record PackageRequest(
    List<String> install,
    List<String> reinstall,
    List<String> upgrade,
    List<String> moduleEnable,
    List<String> moduleDisable,
    List<String> assumeProvides,
    Map<String, Location> places,
    Location input) {
  PackageRequest {
    install = List.copyOf(install);
    reinstall = List.copyOf(reinstall);
    upgrade = List.copyOf(upgrade);
    moduleEnable = List.copyOf(moduleEnable);
    moduleDisable = List.copyOf(moduleDisable);
    assumeProvides = List.copyOf(assumeProvides);
    places = Map.copyOf(places);
  }

  static PackageRequest of(
      RequestedPackages.OnArch asked, List<LocatedText> assumeProvides, Location input) {
    Map<String, Location> places = new HashMap<>();
    Stream.of(
            asked.install(),
            asked.reinstall(),
            asked.upgrade(),
            asked.moduleEnable(),
            asked.moduleDisable())
        .flatMap(List::stream)
        .forEach(one -> places.putIfAbsent(one.text(), one.at()));
    return new PackageRequest(
        texts(asked.install()),
        texts(asked.reinstall()),
        texts(asked.upgrade()),
        texts(asked.moduleEnable()),
        texts(asked.moduleDisable()),
        texts(assumeProvides),
        places,
        input);
  }

  private static List<String> texts(List<LocatedText> located) {
    return located.stream().map(LocatedText::text).toList();
  }

  /**
   * The same with other packages to have.
   *
   * @param specs what is asked for in place of each of {@link #install}
   */
  PackageRequest withInstall(List<String> specs) {
    Map<String, Location> moved = new HashMap<>(places);
    for (int i = 0; i < specs.size(); i++) {
      moved.putIfAbsent(specs.get(i), at(install.get(i)));
    }
    return new PackageRequest(
        specs, reinstall, upgrade, moduleEnable, moduleDisable, assumeProvides, moved, input);
  }

  /** Where a specification is asked for. */
  Location at(String spec) {
    return places.getOrDefault(spec, input);
  }

  /** Where the first of these is asked for whose place is known. */
  Location at(Collection<String> specs) {
    return specs.stream().filter(places::containsKey).findFirst().map(this::at).orElse(input);
  }

  /** The modules that are asked for: those of the settings first. */
  List<String> modules() {
    return Stream.of(
            moduleEnable, moduleDisable, install.stream().filter(s -> s.startsWith("@")).toList())
        .flatMap(List::stream)
        .toList();
  }
}
