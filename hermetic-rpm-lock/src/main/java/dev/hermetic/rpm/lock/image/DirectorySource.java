package dev.hermetic.rpm.lock.image;

import dev.hermetic.core.RelPath;
import dev.hermetic.core.SourceTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;

/** An image as {@code skopeo copy … dir:} writes it: files beside each other. */
final class DirectorySource implements ImageSource {
  private final SourceTree source;
  private final RelPath directory;
  private final ImageLimits limits;

  DirectorySource(SourceTree source, RelPath directory, ImageLimits limits) {
    this.source = source;
    this.directory = directory;
    this.limits = limits;
  }

  @Override
  public byte[] top() throws IOException {
    return source.read(directory.resolve("manifest.json"), limits.manifestBytes());
  }

  @Override
  public byte[] manifest(Descriptor wanted) throws IOException {
    RelPath file = directory.resolve(wanted.digest().hex() + ".manifest.json");
    return source.read(file, limits.manifestBytes());
  }

  @Override
  public byte[] config(Descriptor wanted) throws IOException {
    return source.read(directory.resolve(wanted.digest().hex()), limits.manifestBytes());
  }

  @Override
  public InputStream layer(Descriptor wanted) throws IOException {
    return Files.newInputStream(source.locate(directory.resolve(wanted.digest().hex())));
  }
}
