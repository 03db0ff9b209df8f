package dev.hermetic.rpm.lock.image;

import dev.hermetic.rpm.file.DependencyKind;
import dev.hermetic.rpm.repodata.PackageField;
import dev.hermetic.rpm.repodata.PackageTable;
import dev.hermetic.rpm.version.Relation;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What installed packages say about the release of their distribution, by the rules of dnf.
 *
 * @param releaseverOrNull the value of {@code $releasever}
 * @param platformOrNull the stream of the module {@code platform}, {@code el9} for example
 */
public record InstalledRelease(@Nullable String releaseverOrNull, @Nullable String platformOrNull) {
  private static final List<String> NAMES =
      List.of(
          "system-release(releasever)",
          "system-release",
          "distribution-release(releasever)",
          "distribution-release",
          "redhat-release",
          "suse-release");
  private static final String PLATFORM = "base-module(platform:";

  /** Reads what the packages say. */
  public static InstalledRelease of(PackageTable packages) {
    return new InstalledRelease(releasever(packages), platform(packages));
  }

  /** The same; where no package tells the platform it is this one, if it is not empty. */
  InstalledRelease orPlatform(String platform) {
    return platformOrNull != null || platform.isEmpty()
        ? this
        : new InstalledRelease(releaseverOrNull, platform);
  }

  /** The value of {@code $releasever}; empty when no package tells. */
  public Optional<String> releasever() {
    return Optional.ofNullable(releaseverOrNull);
  }

  /** The stream of the module {@code platform}; empty when no package tells. */
  public Optional<String> platform() {
    return Optional.ofNullable(platformOrNull);
  }

  /** The first name that a package provides counts, and the first package that does. */
  private static @Nullable String releasever(PackageTable packages) {
    for (String name : NAMES) {
      int wanted = packages.texts().find(name);
      for (int row = 0; row < packages.size() && wanted > 0; row++) {
        String version = version(packages, row, wanted);
        if (version != null) {
          return version;
        }
      }
    }
    return null;
  }

  /** The version of what is provided, else of the package; null when it does not provide that. */
  private static @Nullable String version(PackageTable packages, int row, int name) {
    int[] provide = {-1};
    packages.dependencies(
        row,
        DependencyKind.PROVIDES,
        dependency -> {
          if (provide[0] < 0 && packages.dependencyName(dependency) == name) {
            provide[0] = dependency;
          }
        });
    if (provide[0] < 0) {
      return null;
    }
    boolean own = packages.number(row, PackageField.NAME) == name;
    if (own || packages.dependencyRelation(provide[0]) != Relation.EQ) {
      return packages.text(row, PackageField.VERSION);
    }
    return evr(packages, provide[0]);
  }

  private static String evr(PackageTable packages, int dependency) {
    String epoch = packages.texts().get(packages.dependencyEpoch(dependency));
    String version = packages.texts().get(packages.dependencyVersion(dependency));
    String release = packages.texts().get(packages.dependencyRelease(dependency));
    return (epoch.isEmpty() || epoch.equals("0") ? "" : epoch + ":")
        + version
        + (release.isEmpty() ? "" : "-" + release);
  }

  /** What the package says that is the release of the system. */
  private static @Nullable String platform(PackageTable packages) {
    int release = packages.texts().find("system-release");
    for (int row = 0; row < packages.size() && release > 0; row++) {
      String platform = version(packages, row, release) == null ? null : platform(packages, row);
      if (platform != null) {
        return platform;
      }
    }
    return null;
  }

  private static @Nullable String platform(PackageTable packages, int row) {
    String[] found = {null};
    packages.dependencies(
        row,
        DependencyKind.PROVIDES,
        dependency -> {
          String name = packages.texts().get(packages.dependencyName(dependency));
          if (found[0] == null && name.startsWith(PLATFORM) && name.endsWith(")")) {
            found[0] = name.substring(PLATFORM.length(), name.length() - 1);
          }
        });
    return found[0];
  }
}
