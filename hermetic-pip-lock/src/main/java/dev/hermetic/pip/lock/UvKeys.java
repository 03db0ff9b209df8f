package dev.hermetic.pip.lock;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The keys of {@code tool.uv} by what they mean for a lock.
 *
 * @see <a href="https://docs.astral.sh/uv/reference/settings/">uv's settings</a>
 */
final class UvKeys {
  /** Those that are honoured. */
  static final Set<String> HONOURED =
      Set.of(
          "constraint-dependencies",
          "environments",
          "exclude-newer",
          "extra-index-url",
          "index",
          "index-url",
          "no-sources",
          "override-dependencies",
          "prerelease",
          "sources");

  /** Those that would change the lock, with the texts that mean what we do anyway. */
  private static final Map<String, Set<String>> REFUSED =
      Map.ofEntries(
          Map.entry("conflicts", Set.of()),
          Map.entry("dependency-groups", Set.of()),
          Map.entry("dependency-metadata", Set.of()),
          Map.entry("dev-dependencies", Set.of()),
          Map.entry("exclude-dependencies", Set.of()),
          Map.entry("exclude-newer-package", Set.of()),
          Map.entry("find-links", Set.of()),
          Map.entry("fork-strategy", Set.of("requires-python")),
          Map.entry("index-strategy", Set.of("first-index", "first-match")),
          Map.entry("no-binary", Set.of()),
          Map.entry("no-binary-package", Set.of()),
          Map.entry("no-build", Set.of()),
          Map.entry("no-build-package", Set.of()),
          Map.entry("no-index", Set.of()),
          Map.entry("no-sources-package", Set.of()),
          Map.entry("required-environments", Set.of()),
          Map.entry("resolution", Set.of("highest")),
          Map.entry("upgrade", Set.of()),
          Map.entry("upgrade-group", Set.of()),
          Map.entry("upgrade-package", Set.of()));

  /** Those of {@code tool.uv.pip} that would change the lock, beside all of the above. */
  private static final Set<String> OF_PIP =
      Set.of(
          "all-extras",
          "extra",
          "group",
          "no-deps",
          "no-emit-package",
          "only-binary",
          "torch-backend");

  /** Those about installing, building, caching and uv itself. */
  private static final Set<String> WITHOUT_EFFECT =
      Set.of(
          "add-bounds",
          "allow-insecure-host",
          "build-backend",
          "build-constraint-dependencies",
          "cache-dir",
          "cache-keys",
          "check-url",
          "compile-bytecode",
          "concurrent-builds",
          "concurrent-downloads",
          "concurrent-installs",
          "config-settings",
          "config-settings-package",
          "default-groups",
          "extra-build-dependencies",
          "extra-build-variables",
          "http-proxy",
          "https-proxy",
          "keyring-provider",
          "link-mode",
          "managed",
          "native-tls",
          "no-build-isolation",
          "no-build-isolation-package",
          "no-cache",
          "no-proxy",
          "offline",
          "package",
          "pip",
          "preview",
          "preview-features",
          "publish-url",
          "pypy-install-mirror",
          "python-downloads",
          "python-downloads-json-url",
          "python-install-mirror",
          "python-preference",
          "reinstall",
          "reinstall-package",
          "required-version",
          "system-certs",
          "trusted-publishing",
          "workspace");

  private UvKeys() {}

  /** Whether a key with this value would change the lock in a way that we do not know. */
  static boolean isRefused(String key, Object value) {
    Set<String> harmless = REFUSED.get(key);
    return harmless != null && !isEmpty(value) && !harmless.contains(String.valueOf(value));
  }

  /** The same for a key of {@code tool.uv.pip}, where none is honoured. */
  static boolean isRefusedOfPip(String key, Object value) {
    return isRefused(key, value)
        || (HONOURED.contains(key) || OF_PIP.contains(key)) && !isEmpty(value);
  }

  static boolean isKnown(String key) {
    return HONOURED.contains(key) || REFUSED.containsKey(key) || WITHOUT_EFFECT.contains(key);
  }

  private static boolean isEmpty(Object value) {
    return Boolean.FALSE.equals(value)
        || value instanceof Map<?, ?> table && table.isEmpty()
        || value instanceof List<?> list && list.isEmpty();
  }
}
