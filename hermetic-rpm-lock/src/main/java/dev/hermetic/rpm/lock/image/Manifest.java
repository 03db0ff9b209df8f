package dev.hermetic.rpm.lock.image;

import dev.hermetic.core.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A manifest of an image or an index of manifests, of OCI or of Docker's version 2.
 *
 * @param manifests what an index lists; empty for a manifest
 * @param config the configuration; empty for an index
 * @param layers the layers, the lowest first; empty for an index
 */
record Manifest(List<Descriptor> manifests, Optional<Descriptor> config, List<Descriptor> layers) {
  /** The media types that a registry is asked for; documents of Docker's version 1 are not. */
  static final String ACCEPT =
      "application/vnd.oci.image.index.v1+json, application/vnd.oci.image.manifest.v1+json,"
          + " application/vnd.docker.distribution.manifest.list.v2+json,"
          + " application/vnd.docker.distribution.manifest.v2+json";

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final int VERSION = 2;

  /**
   * Parses a document.
   *
   * @param subject what messages call it
   * @throws InputException with code {@code rpm.image-malformed}
   */
  static Manifest parse(byte[] bytes, String subject, ImageLimits limits) {
    JsonNode root = json(bytes, subject);
    boolean index = root.path("manifests").isArray();
    boolean manifest = root.path("layers").isArray();
    if (root.path("schemaVersion").asInt(0) != VERSION || index == manifest) {
      throw malformed(subject, "it is neither a manifest nor an index of version 2");
    }
    if (index) {
      return new Manifest(list(root, "manifests", subject, limits), Optional.empty(), List.of());
    }
    Descriptor config = Descriptor.of(root.path("config"), subject);
    List<Descriptor> layers = list(root, "layers", subject, limits);
    layers.forEach(layer -> checkType(layer, subject));
    return new Manifest(List.of(), Optional.of(config), layers);
  }

  /** Parses JSON of at most a few MiB. */
  static JsonNode json(byte[] bytes, String subject) {
    try {
      return JSON.readTree(bytes);
    } catch (JacksonException broken) {
      throw malformed(subject, "it is not JSON: " + broken.getOriginalMessage());
    }
  }

  private static List<Descriptor> list(
      JsonNode root, String field, String subject, ImageLimits limits) {
    JsonNode array = root.path(field);
    if (array.size() > limits.layers()) {
      throw malformed(subject, "it lists " + array.size() + " " + field);
    }
    List<Descriptor> all = new ArrayList<>();
    array.forEach(node -> all.add(Descriptor.of(node, subject)));
    return List.copyOf(all);
  }

  private static void checkType(Descriptor layer, String subject) {
    String type = layer.mediaType();
    boolean known =
        type.startsWith("application/vnd.oci.image.layer.")
            || type.startsWith("application/vnd.docker.image.rootfs.");
    if (!known || type.contains("encrypted")) {
      throw malformed(subject, "a layer is of the type '" + type + "'");
    }
  }

  static InputException malformed(String subject, String problem) {
    return InputException.of("rpm.image-malformed", subject + " is malformed: " + problem);
  }
}
