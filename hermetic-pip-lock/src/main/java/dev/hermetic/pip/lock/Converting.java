package dev.hermetic.pip.lock;

import dev.hermetic.core.InputException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.spi.LockContext;
import dev.hermetic.core.spi.LockResult;
import dev.hermetic.pip.index.IndexFile;
import dev.hermetic.pip.index.PackageIndex;
import dev.hermetic.pip.index.ProjectPage;
import dev.hermetic.pip.pylock.LockedFile;
import dev.hermetic.pip.pylock.Pylock;
import dev.hermetic.pip.pylock.PylockReader;
import dev.hermetic.pip.requirement.PackageName;
import dev.hermetic.pip.requirements.Conversion;
import dev.hermetic.pip.requirements.PylockToRequirements;
import dev.hermetic.pip.requirements.ReleaseFiles;
import dev.hermetic.pip.requirements.Requirements;
import dev.hermetic.pip.requirements.RequirementsToPylock;
import dev.hermetic.pip.version.Version;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes a lock in the other format; chooses no version. */
final class Converting {
  private final LockContext context;
  private final LockSettings settings;

  Converting(LockContext context, LockSettings settings) {
    this.context = context;
    this.settings = settings;
  }

  /**
   * Converts a {@code pylock.toml} to requirements or the other way; the names of the files decide.
   *
   * @throws InputException with code {@code pip.convert} when both files are of one format, or
   *     something in the lock has no place in the other format
   */
  LockResult convert(RelPath from, List<PackageIndex> indexes, List<String> urls)
      throws IOException, InterruptedException {
    RelPath to = settings.files().output();
    if (isToml(from) == isToml(to)) {
      throw InputException.of(
          "pip.convert",
          from + " and " + to + " have the same format",
          "name a .toml file and a .txt file with the options 'convert' and 'lockfile'");
    }
    if (isToml(from)) {
      Pylock lock = new PylockReader(from).read(context.source());
      return LockResult.of(to, told(PylockToRequirements.convert(from, lock, urls)));
    }
    Requirements requirements =
        Requirements.read(
            context.source(), from, settings.surroundings().variables(context::variable));
    ReleaseFiles releases = (name, version) -> release(name, version, indexes);
    return LockResult.of(
        to, told(new RequirementsToPylock("hermetic", releases).convert(requirements)).toToml());
  }

  private static boolean isToml(RelPath file) {
    return file.value().endsWith(".toml");
  }

  private <T> T told(Conversion<T> conversion) {
    conversion.notes().forEach(context::report);
    return conversion.result();
  }

  private static ReleaseFiles.Release release(
      PackageName name, Version version, List<PackageIndex> indexes)
      throws IOException, InterruptedException {
    for (PackageIndex index : indexes) {
      Optional<ProjectPage> page = index.project(name);
      if (page.isPresent()) {
        ProjectReader reader = new ProjectReader(name, Optional.empty());
        reader.add(page.get());
        List<LockedFile> files = new ArrayList<>();
        reader
            .project(Optional.empty())
            .release(version)
            .ifPresent(r -> r.dists().forEach(dist -> files.add(file(dist.file()))));
        return new ReleaseFiles.Release(
            Optional.of(index.base().withoutUserInfo().uri().toString()), files);
      }
    }
    return new ReleaseFiles.Release(Optional.empty(), List.of());
  }

  private static LockedFile file(IndexFile file) {
    LockedFile.Builder locked = LockedEntries.described(file);
    file.digests().all().forEach(locked::hash);
    return locked.build();
  }
}
