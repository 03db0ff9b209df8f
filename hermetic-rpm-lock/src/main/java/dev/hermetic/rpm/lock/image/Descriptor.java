package dev.hermetic.rpm.lock.image;

import dev.hermetic.core.Digest;
import dev.hermetic.core.InputException;
import tools.jackson.databind.JsonNode;

/**
 * How a manifest names content (OCI image specification, descriptors).
 *
 * @param mediaType what it is; empty when it does not say
 * @param digest what its bytes are
 * @param size how many bytes there are
 * @param os the operating system it is for; empty when it does not say
 * @param architecture the architecture it is for; empty when it does not say
 * @param variant the variant of that; empty when it does not say
 * @param refName the name it has in a layout; empty when it has none
 */
record Descriptor(
    String mediaType,
    Digest digest,
    long size,
    String os,
    String architecture,
    String variant,
    String refName) {
  private static final String REF_NAME = "org.opencontainers.image.ref.name";

  /** Reads a descriptor; {@code subject} is what messages call the document. */
  static Descriptor of(JsonNode node, String subject) {
    JsonNode platform = node.path("platform");
    JsonNode size = node.path("size");
    if (!size.isIntegralNumber() || !size.canConvertToLong() || size.longValue() < 0) {
      throw Manifest.malformed(subject, "a descriptor has no size");
    }
    return new Descriptor(
        text(node, "mediaType"),
        digest(node, subject),
        size.longValue(),
        text(platform, "os"),
        text(platform, "architecture"),
        text(platform, "variant"),
        text(node.path("annotations"), REF_NAME));
  }

  static String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isString() ? value.stringValue() : "";
  }

  private static Digest digest(JsonNode node, String subject) {
    try {
      return ImageDigests.strong(Digest.parse(text(node, "digest")));
    } catch (InputException unknown) {
      throw Manifest.malformed(subject, "a descriptor has no usable digest");
    }
  }

  /** Whether it is for a platform, in that variant. */
  boolean isFor(ImagePlatform platform, String wanted) {
    return os.equals("linux")
        && architecture.equals(platform.architecture())
        && variant.equals(wanted);
  }
}
