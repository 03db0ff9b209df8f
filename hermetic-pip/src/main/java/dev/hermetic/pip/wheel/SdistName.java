package dev.hermetic.pip.wheel;

import dev.hermetic.core.InputException;
import dev.hermetic.core.PrintableText;
import dev.hermetic.pip.requirement.PackageName;
import dev.hermetic.pip.version.Version;
import java.util.List;
import java.util.Optional;

/**
 * The file name of a source distribution, taken apart (PEP 625, and the older names that pip still
 * installs). It has letters, digits and {@code . _ + ! -} only. Immutable.
 *
 * @param fileName the whole, as it was
 * @param name the project
 * @param version the version
 */
public record SdistName(String fileName, PackageName name, Version version) {
  private static final List<String> EXTENSIONS =
      List.of(
          ".tar.gz",
          ".zip",
          ".tgz",
          ".tar.bz2",
          ".tbz",
          ".tar.xz",
          ".txz",
          ".tar.zst",
          ".tar.lzma",
          ".tar.lz",
          ".tlz",
          ".tar");

  /** Whether a file name has the extension of a source distribution. */
  public static boolean isSdist(String fileName) {
    return EXTENSIONS.stream().anyMatch(fileName::endsWith);
  }

  /**
   * Takes a file name apart behind its last hyphen (PEP 625). Where the project is known, {@link
   * #parse(String, PackageName)} also knows older names.
   *
   * @throws InputException {@code pip.sdist-name} when it is not the name of a source distribution
   */
  public static SdistName parse(String fileName) {
    String stem = stem(fileName);
    return at(fileName, stem, stem.lastIndexOf('-')).orElseThrow(() -> malformed(fileName));
  }

  /**
   * Takes the name of a file of a known project apart: {@code a-b-1.0-1.tar.gz} is version {@code
   * 1.0.post1} of {@code a-b}.
   *
   * @throws InputException {@code pip.sdist-name} when it is not a source distribution of the
   *     project
   */
  public static SdistName parse(String fileName, PackageName project) {
    String stem = stem(fileName);
    for (int dash = stem.indexOf('-'); dash >= 0; dash = stem.indexOf('-', dash + 1)) {
      Optional<SdistName> name = at(fileName, stem, dash).filter(n -> n.name().equals(project));
      if (name.isPresent()) {
        return name.get();
      }
    }
    throw InputException.of(
        "pip.sdist-name",
        PrintableText.quoted(fileName) + " is not a source distribution of " + project);
  }

  /** Like {@link #parse(String, PackageName)}; empty where that fails. */
  public static Optional<SdistName> tryParse(String fileName, PackageName project) {
    try {
      return Optional.of(parse(fileName, project));
    } catch (InputException malformed) {
      return Optional.empty();
    }
  }

  private static String stem(String fileName) {
    String extension =
        EXTENSIONS.stream()
            .filter(fileName::endsWith)
            .findFirst()
            .orElseThrow(() -> malformed(fileName));
    if (!WheelName.isSafe(fileName)) {
      throw malformed(fileName);
    }
    return fileName.substring(0, fileName.length() - extension.length());
  }

  private static Optional<SdistName> at(String fileName, String stem, int dash) {
    if (dash < 1 || !PackageName.isValid(stem.substring(0, dash))) {
      return Optional.empty();
    }
    PackageName name = PackageName.of(stem.substring(0, dash));
    return Version.tryParse(stem.substring(dash + 1))
        .map(version -> new SdistName(fileName, name, version));
  }

  private static InputException malformed(String fileName) {
    return InputException.of(
        "pip.sdist-name",
        PrintableText.quoted(fileName) + " is not a name of a source distribution");
  }

  /** The file name. */
  @Override
  public String toString() {
    return fileName;
  }
}
