package dev.hermetic.rpm.lock.image;

import dev.hermetic.core.Digest;
import java.util.Map;

/**
 * What is known of an image of one architecture without its layers.
 *
 * @param digest the digest of what the reference names: an index or a manifest
 * @param manifest the digest of the manifest of this architecture
 * @param labels the labels of its configuration, sorted
 */
public record ImageLabels(Digest digest, Digest manifest, Map<String, String> labels) {}
