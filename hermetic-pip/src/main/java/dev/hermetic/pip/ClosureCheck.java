package dev.hermetic.pip;

import dev.hermetic.core.RelPath;
import dev.hermetic.core.Resolution;
import dev.hermetic.core.spi.LayoutContext;
import dev.hermetic.pip.pylock.LockedFile;
import dev.hermetic.pip.pylock.LockedPackage;
import dev.hermetic.pip.requirements.RequirementLine;
import dev.hermetic.pip.requirements.RequirementSource;
import dev.hermetic.pip.wheel.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Checks for the targets of one input that nothing is missing among what was fetched for it. */
final class ClosureCheck {
  private ClosureCheck() {}

  /**
   * Reports what is missing; without targets nobody can tell.
   *
   * @throws IOException when reading fails
   * @throws InterruptedException when the run is cancelled
   */
  static void report(LayoutContext context, Resolution resolution, InputDocuments documents)
      throws IOException, InterruptedException {
    PipOptions given = PipOptions.of(resolution.input().options());
    InputFiles files = InputFiles.of(context.source(), resolution.input(), given.files());
    PipOptions options = documents.locks().withTargets(given, finding -> {});
    List<Target> targets = options.selection().targets();
    if (targets.isEmpty()) {
      return;
    }
    Closure closure = new Closure(context, targets);
    for (RelPath file : files.pylocks()) {
      documents.locks().lock(file).stream()
          .flatMap(lock -> lock.packages().stream())
          .filter(locked -> isLocal(locked))
          .forEach(locked -> closure.bringsAlong(locked.name()));
    }
    List<RelPath> requirements = new ArrayList<>(files.requirements());
    requirements.addAll(files.buildRequirements());
    for (RelPath file : requirements) {
      documents.requirements(file).requirements().forEach(line -> take(line, closure));
    }
    closure.add(resolution);
    closure.report();
  }

  private static boolean isLocal(LockedPackage locked) {
    return locked.directory().isPresent()
        || locked.files().stream().map(LockedFile::path).anyMatch(path -> path.isPresent());
  }

  private static void take(RequirementLine line, Closure closure) {
    line.name().ifPresent(name -> closure.wants(name, line.extras()));
    if (line.source() instanceof RequirementSource.Local) {
      line.name().ifPresent(closure::bringsAlong);
    }
  }
}
