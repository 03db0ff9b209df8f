package dev.hermetic.pip;

import dev.hermetic.core.InputException;
import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.SafeUri;
import dev.hermetic.pip.wheel.WheelName;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The URL of a single file, as requirements and locks give it. */
final class DirectUrl {
  private DirectUrl() {}

  /**
   * The URL without its fragment.
   *
   * @throws LockfileException with code {@code pip.url} or {@code pip.credentials}
   */
  static SafeUri of(SafeUri written, Location at) {
    if (!written.scheme().matches("https?|file")
        || written.scheme().equals("file") != written.host().isEmpty()) {
      throw LockfileException.of(
          "pip.url",
          at,
          written + " is not an address that can be fetched",
          "use an http or https URL");
    }
    if (written.userInfo().isPresent()) {
      throw LockfileException.of(
          "pip.credentials",
          at,
          written + " has a user or password in it",
          "remove it and give credentials to the run, for example in a netrc file");
    }
    String text = written.uri().toString();
    int hash = text.indexOf('#');
    return hash < 0 ? written : SafeUri.parse(text.substring(0, hash));
  }

  /**
   * The last segment of the path, decoded once.
   *
   * @throws LockfileException with code {@code pip.url} when it could not be a file name
   */
  static String fileName(SafeUri url, Location at) {
    String path = url.uri().getRawPath() == null ? "" : url.uri().getRawPath();
    String last = path.substring(path.lastIndexOf('/') + 1);
    try {
      String name = URLDecoder.decode(last.replace("+", "%2B"), StandardCharsets.UTF_8);
      if (!name.isEmpty() && name.chars().allMatch(c -> c > 32 && c != '/' && c != '\\')) {
        return name;
      }
    } catch (IllegalArgumentException malformed) {
      throw unnamed(url, at);
    }
    throw unnamed(url, at);
  }

  private static LockfileException unnamed(SafeUri url, Location at) {
    return LockfileException.of(
        "pip.url", at, url + " names no file", "use the URL of a .whl, .zip or .tar.gz file");
  }

  /**
   * The parts of the name of a wheel, empty for other files.
   *
   * @throws LockfileException with the code of the fault when a {@code .whl} has no name of a wheel
   */
  static Optional<WheelName> wheel(String fileName, Location at) {
    if (!WheelName.isWheel(fileName)) {
      return Optional.empty();
    }
    try {
      return Optional.of(WheelName.parse(fileName));
    } catch (InputException malformed) {
      throw LockfileException.of(
          malformed.code(), at, String.valueOf(malformed.getMessage()), malformed);
    }
  }
}
