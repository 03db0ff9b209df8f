package dev.hermetic.pip.pylock;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Locks, right and wrong; the same ones for the same seed. Values that we refuse on purpose and the
 * packaging library does not, a negative size for example, are not among them.
 */
final class RandomLocks {
  private static final String HEX = "0123456789abcdef".repeat(4);
  private static final List<String> VERSIONS = List.of("1.0", "1.0.0", "2.0", "1.0rc1", "v1", "x");
  private static final List<String> MARKERS =
      List.of(
          "sys_platform == 'linux'",
          "python_full_version >= \"3.9\" and os_name != 'nt'",
          "'a' in extras",
          "\"dev\" in dependency_groups or python_version < '3'",
          "platform_machine == 'aarch64'",
          "sys_platform ==",
          "");
  private static final List<String> SPECIFIERS =
      List.of(">=3.8", "<3.12", "", "~=3.9", "3.8", "==3.*");

  private final Random random;

  RandomLocks(long seed) {
    this.random = new Random(seed);
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  /** Mostly the first values, which are the ones that are right. */
  private String usual(List<String> from) {
    return chance(92) ? from.get(random.nextInt(Math.max(1, from.size() - 2))) : pick(from);
  }

  /** A lock, with a fault or two in some. */
  Map<String, Object> lock() {
    Map<String, Object> lock = new LinkedHashMap<>();
    lock.put(
        "lock-version", chance(90) ? "1.0" : pick(List.of("1", "1.1", "2.0", "0.9", "1.0rc1")));
    maybe(lock, 20, "environments", new ArrayList<>(List.of(usual(MARKERS.subList(0, 2)))));
    maybe(lock, 40, "requires-python", usual(SPECIFIERS));
    maybe(lock, 40, "extras", chance(90) ? List.of("a", "b-c") : List.of("A_b"));
    maybe(lock, 40, "dependency-groups", List.of("dev", "Docs"));
    maybe(lock, 20, "default-groups", List.of("dev"));
    lock.put("created-by", "random");
    List<Object> packages = new ArrayList<>();
    for (int i = 0; chance(75) && i < 4; i++) {
      packages.add(locked());
    }
    lock.put("packages", packages);
    maybe(lock, 20, "tool", Map.of("x", tool()));
    while (chance(30)) {
      damage(lock);
    }
    return lock;
  }

  private void maybe(Map<String, Object> table, int percent, String key, Object value) {
    if (chance(percent)) {
      table.put(key, value);
    }
  }

  private Map<String, Object> tool() {
    return new LinkedHashMap<>(
        Map.of("a.b", List.of(1, 2.5), "c d", Map.of("e", "é\n\"'\\"), "f", chance(50)));
  }

  private Map<String, Object> locked() {
    Map<String, Object> locked = new LinkedHashMap<>();
    String name = pick(List.of("demo", "other-one"));
    locked.put("name", chance(97) ? name : pick(List.of("Demo", "de_mo", "demo-", "")));
    maybe(locked, 85, "version", chance(94) ? pick(List.of("1.0", "1.0.0")) : pick(VERSIONS));
    maybe(locked, 60, "marker", usual(MARKERS));
    maybe(locked, 15, "requires-python", usual(SPECIFIERS));
    maybe(locked, 15, "dependencies", new ArrayList<>(List.of(Map.of("name", "x"))));
    maybe(locked, 20, "index", "https://index.example/simple/");
    maybe(locked, 12, "attestation-identities", new ArrayList<>(List.of(table("kind", "K"))));
    maybe(locked, 10, "tool", Map.of("y", tool()));
    if (chance(80)) {
      files(locked, name.replace('-', '_'));
    } else {
      direct(locked);
    }
    return locked;
  }

  private static Map<String, Object> table(String key, Object value) {
    return new LinkedHashMap<>(Map.of(key, value));
  }

  private void files(Map<String, Object> locked, String name) {
    maybe(locked, 60, "sdist", file(name + pick(List.of("-1.0.tar.gz", "-1.0.zip"))));
    List<Object> wheels = new ArrayList<>();
    for (String tags :
        List.of(
            "py3-none-any",
            "cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64",
            "2-cp39-abi3-manylinux_2_28_aarch64",
            "cp312-cp312-win_amd64")) {
      if (chance(45)) {
        wheels.add(file(name + "-1.0-" + tags + ".whl"));
      }
    }
    if (chance(96)) {
      locked.put("wheels", wheels);
    }
    if (chance(3)) {
      direct(locked);
    }
  }

  private void direct(Map<String, Object> locked) {
    switch (random.nextInt(4)) {
      case 0 ->
          locked.put(
              "vcs",
              new LinkedHashMap<>(
                  Map.of("type", "git", "url", "https://git.example/x", "commit-id", "abc")));
      case 1 -> locked.put("directory", new LinkedHashMap<>(Map.of("path", ".", "editable", true)));
      default -> locked.put("archive", file("demo-main.tar.gz"));
    }
  }

  private Map<String, Object> file(String name) {
    String given = chance(97) ? name : pick(List.of("demo.whl", "demo-1.tar", "demo-2.0.zip"));
    Map<String, Object> file = new LinkedHashMap<>();
    maybe(file, 30, "name", given);
    maybe(file, 30, "upload-time", new Literal("2025-01-25T11:30:10.164985+00:00"));
    file.put("url", "https://files.example/p/" + given.replace("_", "%5F") + "?x=1");
    maybe(file, 10, "path", "wheels/" + given);
    maybe(file, 50, "size", 7);
    Map<String, Object> hashes = table("sha256", HEX);
    maybe(hashes, 10, "blake9", "x");
    file.put("hashes", hashes);
    return file;
  }

  /** A value that is written as it is. */
  record Literal(String text) {}

  @SuppressWarnings("unchecked")
  private void damage(Object container) {
    if (container instanceof List<?> list && !list.isEmpty()) {
      Object element = list.get(random.nextInt(list.size()));
      damage(element);
    } else if (container instanceof Map<?, ?> map && !map.isEmpty()) {
      List<String> keys = new ArrayList<>(((Map<String, Object>) map).keySet());
      String key = pick(keys);
      Object value = map.get(key);
      boolean deeper = value instanceof Map || value instanceof List<?> list && !list.isEmpty();
      if (deeper && chance(80)) {
        damage(value);
      } else if (map instanceof LinkedHashMap) {
        change((Map<String, Object>) map, key);
      }
    }
  }

  private void change(Map<String, Object> table, String key) {
    if (key.equals("sha256") && table.size() > 1) {
      // Without it there would be no hash that can be checked, which we refuse and they do not.
      return;
    }
    if (chance(45)) {
      table.remove(key);
    } else if (!(key.equals("sha256") && chance(80))) {
      table.put(
          key,
          pick(
              List.of(
                  1,
                  2.5,
                  true,
                  List.of(),
                  List.of(1),
                  Map.of(),
                  Map.of("a", 1),
                  new Literal("2025-01-25"),
                  new Literal("2025-01-25T11:30:10"),
                  new Literal("2025-01-25T11:30:10Z"))));
    }
  }

  /** The text of a table, each value on the line of its key. */
  static String toml(Map<String, Object> table) {
    StringBuilder out = new StringBuilder();
    table.forEach(
        (key, value) -> out.append(quoted(key)).append(" = ").append(value(value)).append('\n'));
    return out.toString();
  }

  private static String value(Object value) {
    if (value instanceof String text) {
      return quoted(text);
    }
    if (value instanceof Map<?, ?> map) {
      List<String> pairs = new ArrayList<>();
      map.forEach((key, each) -> pairs.add(quoted((String) key) + " = " + value(each)));
      return "{ " + String.join(", ", pairs) + " }";
    }
    if (value instanceof List<?> list) {
      return "[" + String.join(", ", list.stream().map(RandomLocks::value).toList()) + "]";
    }
    return value instanceof Literal literal ? literal.text() : String.valueOf(value);
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}
