package dev.hermetic.pip.lock;

import dev.hermetic.core.InputException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.spi.ResolveContext;
import dev.hermetic.pip.index.IndexFile;
import dev.hermetic.pip.metadata.CoreMetadata;
import dev.hermetic.pip.metadata.CoreMetadataReader;
import dev.hermetic.pip.metadata.PinnedFile;
import dev.hermetic.pip.metadata.Pyproject;
import dev.hermetic.pip.metadata.PyprojectReader;
import dev.hermetic.pip.metadata.RemoteMetadata;
import dev.hermetic.pip.metadata.SdistFiles;
import dev.hermetic.pip.requirement.PackageName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The metadata of one file: what the index offers beside it first, then what is inside. An sdist is
 * believed where its word is binding, else a wheel of the same version, else what its authors
 * published, with a warning later on; no code of it is ever run.
 */
final class DistMetadata {
  private final RemoteMetadata remote;

  DistMetadata(ResolveContext context) {
    this.remote = new RemoteMetadata(context);
  }

  /**
   * Reads metadata.
   *
   * @throws InputException when the file has none that can be used, with the codes {@code
   *     pip.metadata} and {@code pip.damaged}
   */
  CoreMetadata read(PackageName name, Release release, Dist dist)
      throws IOException, InterruptedException {
    CoreMetadata metadata = dist.isSdist() ? ofSdist(name, release, dist) : ofWheel(name, dist);
    if (!metadata.name().equals(name)
        || !metadata.version().publicVersion().equals(release.version().publicVersion())) {
      throw InputException.of(
          "pip.metadata",
          dist.file()
              + ": its metadata are those of "
              + metadata.name()
              + " "
              + metadata.version());
    }
    return metadata;
  }

  private CoreMetadata ofWheel(PackageName name, Dist dist)
      throws IOException, InterruptedException {
    IndexFile file = dist.file();
    PinnedFile pinned = new PinnedFile(file.url(), file.digests(), file.filename());
    return file.coreMetadata().isPresent()
        ? remote.offered(file.coreMetadataUrl(), file.coreMetadata().get(), pinned)
        : remote.ofWheel(pinned, name);
  }

  private CoreMetadata ofSdist(PackageName name, Release release, Dist sdist)
      throws IOException, InterruptedException {
    String filename = sdist.file().filename();
    SdistFiles files =
        remote.ofSdist(
            sdist.file().url(),
            filename,
            info -> CoreMetadataReader.read(info, filename).needsAreStatic());
    if (files.pkgInfo().isPresent()) {
      CoreMetadata info = CoreMetadataReader.read(files.pkgInfo().get(), filename);
      if (info.needsAreStatic()) {
        return info;
      }
    }
    if (files.pyproject().isPresent()) {
      String text = new String(files.pyproject().get(), StandardCharsets.UTF_8);
      Pyproject project = PyprojectReader.read(RelPath.of("pyproject.toml"), text);
      if (project.needsAreStatic()) {
        return CoreMetadataReader.of(project, name, release.version(), filename);
      }
    }
    Optional<Dist> wheel = release.dists().stream().filter(d -> !d.isSdist()).findFirst();
    return wheel.isPresent()
        ? ofWheel(name, wheel.get())
        : CoreMetadataReader.asPublished(files, filename);
  }
}
