package dev.hermetic.rpm.lock.image;

import dev.hermetic.core.Digest;
import dev.hermetic.core.InputException;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * An image of one architecture, its manifest chosen and its documents checked against their
 * digests.
 *
 * @param digest the digest of what the reference names
 * @param manifestDigest the digest of the manifest
 * @param manifest the manifest
 * @param labels the labels of its configuration, sorted
 */
record OpenedImage(
    Digest digest, Digest manifestDigest, Manifest manifest, Map<String, String> labels) {
  private static final int MAX_DEPTH = 3;

  /**
   * Chooses the manifest of an architecture.
   *
   * @throws InputException with code {@code rpm.image-malformed} or {@code rpm.image-platform}
   * @throws dev.hermetic.core.IntegrityException with code {@code rpm.image-digest}
   */
  static OpenedImage open(
      ImageReference reference, ImageSource source, ImagePlatform platform, ImageLimits limits)
      throws IOException, InterruptedException {
    byte[] bytes = source.top();
    reference.digest().ifPresent(d -> ImageDigests.check(bytes, d, reference.toString()));
    Digest top =
        reference.digest().orElseGet(() -> ImageDigests.of(bytes, Digest.Algorithm.SHA256));
    Digest digest = top;
    Manifest manifest = Manifest.parse(bytes, reference.toString(), limits);
    for (int depth = 0; manifest.config().isEmpty(); depth++) {
      if (depth == MAX_DEPTH) {
        throw Manifest.malformed(reference.toString(), "its indexes are nested too deeply");
      }
      Descriptor chosen = choose(reference, manifest, platform);
      String subject = reference + ": manifest " + chosen.digest();
      byte[] next = checked(source.manifest(chosen), chosen, subject);
      digest = chosen.digest();
      manifest = Manifest.parse(next, subject, limits);
    }
    Map<String, String> labels = labels(reference, source, manifest.config().get(), platform);
    return new OpenedImage(top, digest, manifest, labels);
  }

  private static Descriptor choose(
      ImageReference reference, Manifest index, ImagePlatform platform) {
    for (String variant : platform.variants()) {
      Optional<Descriptor> fitting =
          index.manifests().stream().filter(one -> one.isFor(platform, variant)).findFirst();
      if (fitting.isPresent()) {
        return fitting.get();
      }
    }
    // An index of one index, as layouts have it, states no platform.
    if (index.manifests().size() == 1 && index.manifests().get(0).architecture().isEmpty()) {
      return index.manifests().get(0);
    }
    throw noPlatform(reference, platform, "it lists none");
  }

  private static byte[] checked(byte[] bytes, Descriptor wanted, String subject) {
    ImageDigests.check(bytes, wanted.digest(), subject);
    return bytes;
  }

  private static Map<String, String> labels(
      ImageReference reference, ImageSource source, Descriptor config, ImagePlatform platform)
      throws IOException, InterruptedException {
    String subject = reference + ": configuration " + config.digest();
    JsonNode root = Manifest.json(checked(source.config(config), config, subject), subject);
    String architecture = Descriptor.text(root, "architecture");
    String os = Descriptor.text(root, "os");
    boolean fits =
        (architecture.isEmpty() || architecture.equals(platform.architecture()))
            && (os.isEmpty() || os.equals("linux"));
    if (!fits) {
      throw noPlatform(reference, platform, "it is for " + os + "/" + architecture);
    }
    Map<String, String> labels = new TreeMap<>();
    root.path("config")
        .path("Labels")
        .properties()
        .forEach(label -> labels.put(label.getKey(), label.getValue().asString("")));
    return Collections.unmodifiableMap(labels);
  }

  private static InputException noPlatform(
      ImageReference reference, ImagePlatform platform, String problem) {
    return InputException.of(
        "rpm.image-platform",
        "image '" + reference + "' has nothing for " + platform + ": " + problem,
        "name an image that has it, or leave the architecture out");
  }
}
