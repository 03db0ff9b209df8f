package dev.hermetic.npm;

import dev.hermetic.formats.json.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The versions that a lock installs under a name, as a specification that only these satisfy.
 *
 * <p>Overrides need it: npm takes an override to {@code *} for no override at all.
 */
final class LockedVersions {
  private final Map<String, TreeSet<String>> versions = new TreeMap<>();

  private LockedVersions() {}

  static LockedVersions of(Lockfile lock) {
    LockedVersions locked = new LockedVersions();
    lock.root()
        .object("packages")
        .ifPresent(
            packages ->
                packages
                    .members()
                    .forEach((key, m) -> locked.add(PackageName.lastInstalled(key), m.value())));
    if (lock.isLegacyOnly()) {
      lock.root().object("dependencies").ifPresent(locked::tree);
    }
    return locked;
  }

  private void tree(JsonNode dependencies) {
    dependencies
        .members()
        .forEach(
            (key, member) -> {
              add(key, member.value());
              member.value().object("dependencies").ifPresent(this::tree);
            });
  }

  private void add(String name, JsonNode entry) {
    String version = entry.text("version").orElse("");
    String exact = version.startsWith("npm:") ? version.replaceFirst("^.+@", "") : version;
    if (PackageName.isVersion(exact)) {
      versions.computeIfAbsent(name, k -> new TreeSet<>()).add(exact);
    }
  }

  /** {@code 1.0.0 || 2.0.0}; {@code *} when the lock has none. */
  String spec(String name) {
    TreeSet<String> found = versions.get(name);
    return found == null ? SpecRule.ANY : String.join(" || ", found);
  }
}
