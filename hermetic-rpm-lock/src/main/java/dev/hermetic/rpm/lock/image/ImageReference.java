package dev.hermetic.rpm.lock.image;

import dev.hermetic.core.Digest;
import dev.hermetic.core.InputException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a base image is named by: {@code registry.example/team/base:9@sha256:…}, or an image that
 * lies in the source tree, {@code oci:DIRECTORY[:NAME]}, {@code oci-archive:FILE[:NAME]}, {@code
 * dir:DIRECTORY}, as skopeo writes them. Short names, which mean another registry on every machine,
 * are refused.
 *
 * @param text as it was written
 * @param transport where it is
 * @param place the registry's host and port, or a path
 * @param name the repository in the registry; empty for paths
 * @param tag the tag or the name in a layout; empty when there is none
 * @param digest what it is pinned to
 */
record ImageReference(
    String text,
    Transport transport,
    String place,
    String name,
    String tag,
    Optional<Digest> digest) {
  /** Where images are. */
  enum Transport {
    REGISTRY("docker://"),
    OCI_ARCHIVE("oci-archive:"),
    OCI("oci:"),
    DIRECTORY("dir:");

    private final String prefix;

    Transport(String prefix) {
      this.prefix = prefix;
    }
  }

  private static final int MAX_CHARS = 4096;
  private static final Pattern REMOTE =
      Pattern.compile(
          "(?<host>[A-Za-z0-9.-]+(?::[0-9]{1,5})?|\\[[0-9A-Fa-f:.]+\\](?::[0-9]{1,5})?)"
              + "/(?<name>[a-z0-9._-]+(?:/[a-z0-9._-]+)*)"
              + "(?::(?<tag>[A-Za-z0-9_][A-Za-z0-9._-]{0,127}))?"
              + "(?:@(?<digest>[a-z0-9]+:[0-9a-f]+))?");
  private static final Pattern PATH = Pattern.compile("(?<path>[^:@]+)(?::(?<tag>.+))?");
  private static final Pattern DOTS = Pattern.compile("(?:.*/)?\\.{1,2}(?:/.*)?");
  private static final List<Transport> TRANSPORTS = List.of(Transport.values());

  /**
   * Parses a reference.
   *
   * @throws InputException with code {@code rpm.image}
   */
  static ImageReference parse(String text) {
    if (text.length() > MAX_CHARS) {
      throw refused(text.substring(0, 60) + "…", "is too long to name an image");
    }
    for (Transport transport : TRANSPORTS) {
      if (text.startsWith(transport.prefix)) {
        String rest = text.substring(transport.prefix.length());
        return transport == Transport.REGISTRY ? remote(text, rest) : local(text, transport, rest);
      }
    }
    return remote(text, text);
  }

  private static ImageReference remote(String text, String rest) {
    Matcher parts = REMOTE.matcher(rest);
    if (!parts.matches() || !isHost(parts.group("host"))) {
      throw refused(
          text,
          "names no image in a registry",
          "write the registry's host first: registry.example/team/base:1",
          "name an image on disk as oci:DIRECTORY, oci-archive:FILE or dir:DIRECTORY");
    }
    if (parts.group("name").contains("..") || DOTS.matcher(parts.group("name")).matches()) {
      throw refused(text, "names a repository that climbs");
    }
    Optional<Digest> digest = Optional.ofNullable(parts.group("digest")).map(d -> digest(text, d));
    String tag = parts.group("tag");
    String chosen = tag == null ? (digest.isPresent() ? "" : "latest") : tag;
    return new ImageReference(
        text, Transport.REGISTRY, parts.group("host"), parts.group("name"), chosen, digest);
  }

  /** Tells the host of a registry from the first part of a short name. */
  private static boolean isHost(String first) {
    return first.equals("localhost") || first.indexOf('.') >= 0 || first.indexOf(':') >= 0;
  }

  private static ImageReference local(String text, Transport transport, String rest) {
    Matcher parts = PATH.matcher(rest);
    if (!parts.matches() || (transport == Transport.DIRECTORY && parts.group("tag") != null)) {
      throw refused(text, "names no image on disk");
    }
    String tag = parts.group("tag");
    return new ImageReference(
        text, transport, parts.group("path"), "", tag == null ? "" : tag, Optional.empty());
  }

  private static Digest digest(String text, String written) {
    try {
      return ImageDigests.strong(Digest.parse(written));
    } catch (InputException unknown) {
      throw refused(text, "is pinned by a digest that is not understood", "pin it by sha256:…");
    }
  }

  private static InputException refused(String text, String problem, String... hints) {
    return InputException.of("rpm.image", "image '" + text + "' " + problem, hints);
  }

  /** The reference as it was written. */
  @Override
  public String toString() {
    return text;
  }
}
