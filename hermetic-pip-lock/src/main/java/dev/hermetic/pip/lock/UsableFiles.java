package dev.hermetic.pip.lock;

import dev.hermetic.pip.requirement.PackageName;
import dev.hermetic.pip.wheel.Target;
import dev.hermetic.pip.wheel.WheelName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which files of a release a target environment can use.
 *
 * @param wheels the wheels that some target of it takes, in the order of the release
 * @param sdist the sdist, where it may be used
 * @param metadata the file whose metadata count
 * @param fault why the release cannot be used there; {@code null} when it can
 */
record UsableFiles(
    List<Dist> wheels, Optional<Dist> sdist, Optional<Dist> metadata, @Nullable String fault) {
  private static UsableFiles none(String fault) {
    return new UsableFiles(List.of(), Optional.empty(), Optional.empty(), fault);
  }

  /**
   * Looks at a release.
   *
   * @param yanked whether yanked files count
   */
  static UsableFiles of(
      Release release,
      TargetEnvironment targetEnvironment,
      FormatControl rules,
      PackageName name,
      boolean yanked) {
    List<Dist> open = release.dists().stream().filter(d -> yanked || !isYanked(d)).toList();
    if (release.dists().isEmpty()) {
      return none("no entry of a file of it can be used");
    }
    if (open.isEmpty()) {
      return none("it was yanked" + reason(release.dists().get(0)));
    }
    List<Dist> fitting =
        open.stream()
            .filter(d -> d.requiresPython().map(targetEnvironment::allows).orElse(true))
            .toList();
    if (fitting.isEmpty()) {
      return none(
          "it requires Python "
              + open.get(0).requiresPython().map(Object::toString).orElse("")
              + ", not "
              + targetEnvironment.pythonVersion());
    }
    return choose(fitting, targetEnvironment, rules, name);
  }

  private static boolean isYanked(Dist dist) {
    return dist.file().yanked().isPresent();
  }

  private static String reason(Dist dist) {
    String reason = dist.file().yanked().orElse("").replaceAll("\\p{Cntrl}", " ").strip();
    return reason.isEmpty() ? "" : ": " + reason.substring(0, Math.min(reason.length(), 120));
  }

  private static UsableFiles choose(
      List<Dist> dists,
      TargetEnvironment targetEnvironment,
      FormatControl rules,
      PackageName name) {
    List<Dist> wheels = new ArrayList<>();
    Optional<Dist> sdist =
        dists.stream()
            .filter(d -> d.isSdist() && rules.allowsSdist(name))
            .min(Comparator.comparing(d -> !d.filename().endsWith(".tar.gz")));
    for (Dist dist : dists) {
      Optional<WheelName> wheel = dist.wheel().filter(w -> rules.allowsWheel(name));
      if (wheel.isPresent()
          && targetEnvironment.targets().stream().anyMatch(t -> t.rank(wheel.get()).isPresent())) {
        wheels.add(dist);
      }
    }
    for (Target target : targetEnvironment.targets()) {
      if (sdist.isEmpty() && best(wheels, target).isEmpty()) {
        return none("it has no file for " + target);
      }
    }
    Optional<Dist> metadata = best(wheels, targetEnvironment.targets().get(0));
    if (metadata.isEmpty()) {
      metadata = wheels.stream().findFirst().or(() -> sdist);
    }
    return new UsableFiles(List.copyOf(wheels), sdist, metadata, null);
  }

  static Optional<Dist> best(List<Dist> wheels, Target target) {
    return wheels.stream()
        .filter(d -> target.rank(d.wheel().orElseThrow()).isPresent())
        .min(Comparator.comparing(d -> d.wheel().orElseThrow(), target.preference()));
  }
}
