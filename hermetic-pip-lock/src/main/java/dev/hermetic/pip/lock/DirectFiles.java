package dev.hermetic.pip.lock;

import dev.hermetic.core.Digest;
import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.InputException;
import dev.hermetic.core.SafeUri;
import dev.hermetic.pip.index.IndexFile;
import dev.hermetic.pip.requirement.PackageName;
import dev.hermetic.pip.version.Version;
import dev.hermetic.pip.wheel.SdistName;
import dev.hermetic.pip.wheel.WheelName;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Packages that the project names by the URL of a file: at that target environment they have this
 * one version with this one file, and no index is asked about them (PEP 508, "Direct references").
 */
final class DirectFiles {
  private DirectFiles() {}

  /**
   * The packages that a target environment has from URLs.
   *
   * @throws InputException with code {@code pip.lock-requirement} when a URL is that of no wheel or
   *     sdist of the package, or a package has two
   */
  static Map<PackageName, Project> of(
      DirectRequirements statedRequirements, TargetEnvironment targetEnvironment) {
    Map<PackageName, Project> direct = new HashMap<>();
    Map<PackageName, String> urls = new HashMap<>();
    for (StatedRequirement want : statedRequirements.all().toList()) {
      Optional<String> url = want.requirement().url();
      boolean holds =
          want.requirement()
              .marker()
              .map(marker -> marker.evaluate(targetEnvironment.environment(), Set.of()))
              .orElse(true);
      if (url.isPresent() && holds) {
        PackageName name = want.requirement().name();
        String before = urls.putIfAbsent(name, url.get());
        if (before != null && !before.equals(url.get())) {
          throw cannot(want, "has another URL elsewhere", "name one URL for each environment");
        }
        direct.put(name, project(want, name, url.get()));
      }
    }
    return direct;
  }

  private static Project project(StatedRequirement want, PackageName name, String text) {
    int hash = text.indexOf('#');
    SafeUri url = SafeUri.parse(hash < 0 ? text : text.substring(0, hash));
    if (url.scheme().indexOf('+') > 0) {
      throw InputException.of(
          "pip.git",
          want.origin()
              + ": '"
              + name
              + "' comes from a repository, and there is no git fetcher yet",
          Unlockable.FILE_HINT);
    }
    if (!url.scheme().matches("https?")) {
      throw cannot(
          want,
          "is not a file on a server, which alone can be locked",
          "name an http or https URL");
    }
    IndexFile file =
        IndexFile.builder(filename(url), url)
            .digests(digests(hash < 0 ? "" : text.substring(hash + 1)))
            .build();
    Optional<WheelName> wheel =
        WheelName.tryParse(file.filename()).filter(parsed -> parsed.name().equals(name));
    Version version =
        wheel
            .map(WheelName::version)
            .or(() -> SdistName.tryParse(file.filename(), name).map(SdistName::version))
            .orElseThrow(
                () ->
                    cannot(
                        want,
                        "is not named like a wheel or sdist of " + name,
                        "name a file with the version in its name"));
    Dist dist = Dist.of(file, wheel, Optional.empty());
    TreeMap<Version, Release> releases = new TreeMap<>();
    releases.put(version, new Release(version, List.of(dist)));
    return Project.ofUrl(name, text, releases);
  }

  private static String filename(SafeUri url) {
    String path = url.uri().getRawPath() == null ? "" : url.uri().getRawPath();
    String last = path.substring(path.lastIndexOf('/') + 1);
    return URLDecoder.decode(last.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static ExpectedDigests digests(String fragment) {
    for (String part : fragment.split("&", -1)) {
      int equals = part.indexOf('=');
      Optional<Digest.Algorithm> algorithm =
          Digest.Algorithm.named(equals < 0 ? "" : part.substring(0, equals));
      if (algorithm.isPresent()) {
        return ExpectedDigests.of(new Digest(algorithm.get(), part.substring(equals + 1)));
      }
    }
    return ExpectedDigests.none();
  }

  private static InputException cannot(StatedRequirement want, String why, String hint) {
    return InputException.of(
        "pip.lock-requirement",
        want.origin() + ": the URL of '" + want.requirement().name() + "' " + why,
        hint);
  }
}
