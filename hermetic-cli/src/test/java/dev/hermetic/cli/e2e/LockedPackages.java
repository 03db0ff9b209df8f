package dev.hermetic.cli.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a lock of npm holds, as counted by a reader of its own: that of the product must not be the
 * judge of what it is tested with.
 */
final class LockedPackages {
  private final int version;
  private final SortedMap<String, String> places = new TreeMap<>();
  private final SortedSet<String> bundles = new TreeSet<>();
  private final SortedSet<String> kinds = new TreeSet<>();

  private LockedPackages(int version) {
    this.version = version;
  }

  static LockedPackages read(Path file) throws IOException {
    JsonNode lock = JsonMapper.shared().readTree(file);
    LockedPackages packages = new LockedPackages(lock.path("lockfileVersion").asInt());
    if (lock.has("packages")) {
      lock.path("packages").properties().forEach(e -> packages.modern(e.getKey(), e.getValue()));
    } else {
      packages.legacy("", lock.path("dependencies"));
    }
    return packages;
  }

  private void modern(String key, JsonNode entry) {
    int name = key.lastIndexOf("node_modules/");
    if (name < 0) {
      return;
    }
    places.put(key, entry.path("version").asString(""));
    boolean alias = entry.has("name");
    boolean bundled = entry.path("inBundle").asBoolean(false);
    kind(alias, "alias");
    bundled(bundled, alias, key);
    kind(entry.path("optional").asBoolean(false), "optional");
    kind(entry.has("os"), "platform");
    kind(entry.path("hasInstallScript").asBoolean(false), "install script");
    kind(entry.path("link").asBoolean(false), "local directory");
    kind(entry.path("resolved").asString("").startsWith("file:"), "file");
  }

  private void legacy(String above, JsonNode tree) {
    tree.properties()
        .forEach(
            member -> {
              String place = above + "node_modules/" + member.getKey();
              JsonNode entry = member.getValue();
              String stated = entry.path("version").asString("");
              places.put(place, stated);
              boolean alias = stated.startsWith("npm:");
              boolean bundled = entry.path("bundled").asBoolean(false);
              kind(alias, "alias");
              bundled(bundled, alias, place);
              kind(entry.path("optional").asBoolean(false), "optional");
              kind(stated.startsWith("file:") && !stated.endsWith(".tgz"), "local directory");
              kind(stated.startsWith("file:") && stated.endsWith(".tgz"), "file");
              legacy(place + "/", entry.path("dependencies"));
            });
  }

  private void bundled(boolean bundled, boolean alias, String place) {
    kind(bundled, "bundled");
    kind(alias && bundled, "bundled alias");
    if (bundled) {
      bundles.add(place);
    }
  }

  private void kind(boolean is, String kind) {
    if (is) {
      kinds.add(kind);
    }
  }

  int version() {
    return version;
  }

  /** What occurs in it. */
  SortedSet<String> kinds() {
    return kinds;
  }

  /** The names of all installed packages, each once. */
  SortedSet<String> names() {
    SortedSet<String> names = new TreeSet<>();
    places.keySet().forEach(place -> names.add(name(place)));
    return names;
  }

  /** The versions in which a package is installed and not bundled, each once. */
  List<String> versions(String name) {
    return places.entrySet().stream()
        .filter(place -> name(place.getKey()).equals(name))
        .filter(place -> !bundles.contains(place.getKey()))
        .map(Map.Entry::getValue)
        .distinct()
        .sorted()
        .toList();
  }

  private static String name(String place) {
    return place.substring(place.lastIndexOf("node_modules/") + "node_modules/".length());
  }
}
