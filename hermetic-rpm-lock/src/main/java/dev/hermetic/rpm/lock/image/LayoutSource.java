package dev.hermetic.rpm.lock.image;

import dev.hermetic.core.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * An image in an OCI layout (OCI image specification, image layout), in a directory or in an
 * archive: {@code index.json} lists images, {@code blobs} holds all that they consist of.
 */
final class LayoutSource implements ImageSource {
  private static final String INDEX = "index.json";

  /** The files of a layout. */
  interface Files {
    /** Opens a file of the layout; fails when there is none. */
    InputStream open(String path) throws IOException;
  }

  private final ImageReference reference;
  private final Files files;
  private final ImageLimits limits;

  LayoutSource(ImageReference reference, Files files, ImageLimits limits) {
    this.reference = reference;
    this.files = files;
    this.limits = limits;
  }

  @Override
  public byte[] top() throws IOException {
    byte[] index = small(INDEX);
    List<Descriptor> listed =
        Manifest.parse(index, reference + ": " + INDEX, limits).manifests().stream()
            .filter(one -> reference.tag().isEmpty() || one.refName().equals(reference.tag()))
            .toList();
    if (listed.isEmpty()) {
      throw InputException.of(
          "rpm.image",
          "image '" + reference + "' is not in the layout",
          "name one that " + INDEX + " lists");
    }
    if (listed.size() > 1) {
      return index;
    }
    byte[] top = manifest(listed.get(0));
    ImageDigests.check(top, listed.get(0).digest(), reference.toString());
    return top;
  }

  @Override
  public byte[] manifest(Descriptor wanted) throws IOException {
    return small(path(wanted));
  }

  @Override
  public byte[] config(Descriptor wanted) throws IOException {
    return small(path(wanted));
  }

  @Override
  public InputStream layer(Descriptor wanted) throws IOException {
    return files.open(path(wanted));
  }

  private static String path(Descriptor wanted) {
    return "blobs/" + wanted.digest().algorithm().id() + "/" + wanted.digest().hex();
  }

  private byte[] small(String path) throws IOException {
    try (InputStream in = files.open(path)) {
      byte[] bytes = in.readNBytes(limits.manifestBytes() + 1);
      if (bytes.length > limits.manifestBytes()) {
        throw Manifest.malformed(reference + ": " + path, "it is too long");
      }
      return bytes;
    }
  }
}
