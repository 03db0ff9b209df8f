package dev.hermetic.rpm.file;

import dev.hermetic.rpm.version.Evr;
import java.util.Objects;

/**
 * Name, epoch, version, release and architecture: what identifies a package.
 *
 * @param arch {@code src} for a source package
 */
public record Nevra(String name, Evr evr, String arch) {
  /** Checks that nothing is null. */
  public Nevra {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(evr, "evr");
    Objects.requireNonNull(arch, "arch");
  }

  /** {@code name-epoch:version-release.arch}, the form of module metadata: with every epoch. */
  public String full() {
    return name + "-" + evr.epoch() + ":" + evr.version() + "-" + evr.release() + "." + arch;
  }

  /** {@code name-[epoch:]version-release.arch}, without an epoch of 0. */
  @Override
  public String toString() {
    return name + "-" + evr + "." + arch;
  }
}
