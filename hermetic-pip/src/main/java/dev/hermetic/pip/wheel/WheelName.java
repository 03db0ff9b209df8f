package dev.hermetic.pip.wheel;

import dev.hermetic.core.InputException;
import dev.hermetic.core.PrintableText;
import dev.hermetic.pip.requirement.PackageName;
import dev.hermetic.pip.version.Version;
import java.util.Optional;
import java.util.SortedSet;

/**
 * The file name of a wheel, taken apart (PEP 427, PEP 491). It has letters, digits and {@code . _ +
 * ! -} only, and so is safe as a file name. Immutable.
 *
 * @param fileName the whole, as it was
 * @param name the project
 * @param version the version
 * @param build the build tag
 * @param tags what it runs on, expanded
 */
public record WheelName(
    String fileName,
    PackageName name,
    Version version,
    Optional<BuildTag> build,
    SortedSet<Tag> tags) {
  static final String EXTENSION = ".whl";

  /** More than file systems store. */
  static final int MAX_LENGTH = 255;

  /** Whether a file name says that the file is a wheel, possibly with a malformed name. */
  public static boolean isWheel(String fileName) {
    return fileName.endsWith(EXTENSION);
  }

  /**
   * Takes a file name apart.
   *
   * @throws InputException {@code pip.wheel-name} when it is not the name of a wheel
   */
  public static WheelName parse(String fileName) {
    if (!isWheel(fileName)) {
      throw malformed(fileName, "does not end in .whl");
    }
    if (!isSafe(fileName)) {
      throw malformed(fileName, "is too long or has characters that it must not have");
    }
    String stem = fileName.substring(0, fileName.length() - EXTENSION.length());
    String[] parts = stem.split("-", -1);
    if (parts.length != 5 && parts.length != 6) {
      throw malformed(fileName, "has not five or six parts");
    }
    Version version =
        Version.tryParse(parts[1])
            .orElseThrow(() -> malformed(fileName, "has a version that is none"));
    return new WheelName(
        fileName, name(fileName, parts[0]), version, build(fileName, parts), tags(fileName, parts));
  }

  /** Takes a file name apart; empty when it is not the name of a wheel. */
  public static Optional<WheelName> tryParse(String fileName) {
    try {
      return Optional.of(parse(fileName));
    } catch (InputException malformed) {
      return Optional.empty();
    }
  }

  /** Two underscores would be an escaped run, which is a single one. */
  private static PackageName name(String fileName, String part) {
    try {
      return name(part);
    } catch (InputException none) {
      throw malformed(fileName, "has a project name that is none");
    }
  }

  static PackageName name(String part) {
    if (part.contains("__")) {
      throw malformed(part, "is not a project name");
    }
    return PackageName.of(part);
  }

  private static Optional<BuildTag> build(String fileName, String[] parts) {
    if (parts.length == 5) {
      return Optional.empty();
    }
    Optional<BuildTag> build = BuildTag.tryParse(parts[2]);
    if (build.isEmpty()) {
      throw malformed(fileName, "has a build tag that begins with no digit");
    }
    return build;
  }

  private static SortedSet<Tag> tags(String fileName, String[] parts) {
    int first = parts.length - 3;
    String tag = parts[first] + "-" + parts[first + 1] + "-" + parts[first + 2];
    try {
      return Tag.parseSet(tag);
    } catch (InputException e) {
      throw malformed(fileName, "has a tag that is none");
    }
  }

  /** Whether it can be a file name on every system. */
  static boolean isSafe(String fileName) {
    for (int i = 0; i < fileName.length(); i++) {
      char c = fileName.charAt(i);
      boolean word = c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z';
      if (!word && "._+!-".indexOf(c) < 0) {
        return false;
      }
    }
    return fileName.length() <= MAX_LENGTH;
  }

  private static InputException malformed(String fileName, String what) {
    return InputException.of("pip.wheel-name", PrintableText.quoted(fileName) + " " + what);
  }

  /** The file name. */
  @Override
  public String toString() {
    return fileName;
  }
}
