package dev.hermetic.rpm.lock;

import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.spi.LockContext;
import dev.hermetic.rpm.lock.image.BaseImages;
import dev.hermetic.rpm.lock.image.ImageBase;
import dev.hermetic.rpm.lock.image.InstalledBase;
import dev.hermetic.rpm.lock.image.InstalledRelease;
import dev.hermetic.rpm.lock.input.InputContext;
import dev.hermetic.rpm.lock.input.StageBaseImage;
import dev.hermetic.rpm.repodata.PackageTable;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What packages come on top of, for each architecture. Thread-safe. */
final class BaseImageResolver {
  /**
   * What is installed.
   *
   * @param packages null for nothing
   * @param release what it says about its distribution
   */
  record Base(@Nullable PackageTable packages, Optional<InstalledRelease> release) {
    static final Base NOTHING = new Base(null, Optional.empty());
  }

  private final LockContext context;
  private final RelPath directory;
  private final InputContext wanted;
  private final Optional<RelPath> rpmdb;

  /**
   * Base images of an input.
   *
   * @param directory what the paths of images on disk are relative to
   * @param rpmdb a database in the source tree that takes the place of what the input says
   */
  BaseImageResolver(
      LockContext context, RelPath directory, InputContext wanted, Optional<RelPath> rpmdb) {
    this.context = context;
    this.directory = directory;
    this.wanted = wanted;
    this.rpmdb = rpmdb;
  }

  /** The base of an architecture. */
  Base of(String arch) throws IOException, InterruptedException {
    if (rpmdb.isPresent()) {
      return installed(rpmdb.get());
    }
    InputContext.Family family = wanted.family();
    if (family instanceof InputContext.Image image) {
      return image(image.reference(), arch);
    }
    if (family instanceof InputContext.Containerfile containerfile) {
      String reference =
          StageBaseImage.find(context.source(), containerfile.spec(), Optional.of(arch)).text();
      return image(reference, arch);
    }
    if (family instanceof InputContext.LocalSystem system) {
      return installed(system.directory().orElseThrow(() -> elsewhere(system.at())));
    }
    return Base.NOTHING;
  }

  private Base image(String reference, String arch) throws IOException, InterruptedException {
    ImageBase base = new BaseImages(context, directory).base(reference, arch);
    return new Base(base.packages(), Optional.of(base.release()));
  }

  private Base installed(RelPath database) throws IOException {
    InstalledBase base = new BaseImages(context, RelPath.ROOT).installed(database);
    return new Base(base.packages(), Optional.of(base.release()));
  }

  /** A lock that depends on the machine it was made on is no lock. */
  private static LockfileException elsewhere(Location at) {
    return LockfileException.of(
        "rpm.in-unsupported",
        at,
        "'localSystem: true' is not supported: the lock would depend on this machine",
        "copy the database of its packages into the project and write 'localSystem: DIRECTORY'",
        "or lock for an image");
  }
}
