package dev.hermetic.npm;

import dev.hermetic.core.InputException;
import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.SafeUri;
import java.util.Optional;

/** URLs as locks write them. */
final class Urls {
  private Urls() {}

  /**
   * Parses a URL.
   *
   * @throws LockfileException with code {@code npm.url} when it is malformed, {@code
   *     npm.credentials} when it holds a user or password
   */
  static SafeUri parse(String text, Location at, String jsonPath) {
    SafeUri url;
    try {
      url = SafeUri.parse(text);
    } catch (InputException malformed) {
      throw LockfileException.of("npm.url", at, jsonPath + ": " + malformed.reason(), malformed);
    }
    if (url.host().isEmpty()) {
      throw LockfileException.of("npm.url", at, jsonPath + ": " + url + " has no host");
    }
    if (url.uri().getRawUserInfo() != null) {
      throw LockfileException.of(
          "npm.credentials",
          at,
          jsonPath + ": " + url + " holds a user name or password",
          "take it out of the URL",
          "configure credentials for the host instead");
    }
    return url;
  }

  /** The URL, or nothing when it is malformed. */
  static Optional<SafeUri> tryParse(String text) {
    try {
      return Optional.of(SafeUri.parse(text));
    } catch (InputException malformed) {
      return Optional.empty();
    }
  }

  /** Whether the path ends as a registry's does; {@code %2f} in scoped names counts as a slash. */
  static boolean hasRegistryForm(SafeUri url, String name, String version) {
    String path = url.uri().getPath();
    String tail = "/" + name + "/-/" + PackageName.unscoped(name) + "-" + version + ".tgz";
    return path != null && !version.isEmpty() && path.endsWith(tail);
  }

  /** Whether the path is that of some registry package, whatever its name. */
  static boolean hasAnyRegistryForm(SafeUri url) {
    String path = url.uri().getPath();
    return path != null && path.matches(".+/-/[^/]+\\.tgz");
  }

  /** The registry a URL of registry form belongs to, without a slash at the end. */
  static String registryOf(String url, String name) {
    int end = url.lastIndexOf("/-/");
    String packageUrl = end < 0 ? url : url.substring(0, end);
    int raw = packageUrl.length() - name.length() - 1;
    if (raw > 0 && packageUrl.endsWith("/" + name)) {
      return packageUrl.substring(0, raw);
    }
    return packageUrl.substring(0, Math.max(0, packageUrl.lastIndexOf('/')));
  }
}
