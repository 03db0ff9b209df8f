package dev.hermetic.pip.wheel;

import dev.hermetic.core.InputException;
import dev.hermetic.pip.requirement.PackageName;
import dev.hermetic.pip.version.Version;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Function;

/**
 * Takes many names of wheels apart. The thousands of files of a project share a few names, versions
 * and tags, each of which is read once. Not thread-safe.
 */
public final class WheelNames {
  private final Map<String, Optional<PackageName>> names = new HashMap<>();
  private final Map<String, Optional<Version>> versions = new HashMap<>();
  private final Map<String, Optional<SortedSet<Tag>>> tags = new HashMap<>();

  /** As {@link WheelName#tryParse}. */
  public Optional<WheelName> tryParse(String fileName) {
    if (!WheelName.isWheel(fileName) || !WheelName.isSafe(fileName)) {
      return Optional.empty();
    }
    int end = fileName.length() - WheelName.EXTENSION.length();
    int name = fileName.indexOf('-');
    int version = fileName.indexOf('-', name + 1);
    int tag = fileName.lastIndexOf('-', end - 1);
    tag = tag < 0 ? -1 : fileName.lastIndexOf('-', tag - 1);
    tag = tag < 0 ? -1 : fileName.lastIndexOf('-', tag - 1);
    if (version < 0 || tag < version) {
      return Optional.empty();
    }
    Optional<PackageName> project =
        names.computeIfAbsent(fileName.substring(0, name), tried(WheelName::name));
    Optional<Version> release =
        versions.computeIfAbsent(fileName.substring(name + 1, version), Version::tryParse);
    Optional<SortedSet<Tag>> runsOn =
        tags.computeIfAbsent(fileName.substring(tag + 1, end), tried(Tag::parseSet));
    Optional<BuildTag> build =
        tag == version ? Optional.empty() : BuildTag.tryParse(fileName.substring(version + 1, tag));
    boolean whole =
        project.isPresent()
            && release.isPresent()
            && runsOn.isPresent()
            && (tag == version || build.isPresent() && fileName.indexOf('-', version + 1) == tag);
    return whole
        ? Optional.of(new WheelName(fileName, project.get(), release.get(), build, runsOn.get()))
        : Optional.empty();
  }

  private static <T> Function<String, Optional<T>> tried(Function<String, T> parser) {
    return text -> {
      try {
        return Optional.of(parser.apply(text));
      } catch (InputException malformed) {
        return Optional.empty();
      }
    };
  }
}
