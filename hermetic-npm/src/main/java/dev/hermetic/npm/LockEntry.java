package dev.hermetic.npm;

import dev.hermetic.core.Digest;
import dev.hermetic.core.Location;
import dev.hermetic.core.PrintableText;
import dev.hermetic.core.RelPath;
import dev.hermetic.formats.json.JsonNode;
import java.util.Optional;

/**
 * One package of a lock.
 *
 * @param file the lock
 * @param path where in the JSON it stands: {@code packages["node_modules/x"]}
 * @param node its object
 * @param name the package's own name, behind an alias too
 * @param version the version, empty when the lock has none
 * @param form where it comes from
 * @param legacy whether it stands in the {@code dependencies} tree of versions 1 and 2
 */
record LockEntry(
    RelPath file,
    String path,
    JsonNode node,
    String name,
    String version,
    ResolvedForm form,
    boolean legacy) {

  /** The Subresource Integrity text; empty when absent. */
  Optional<String> integrity() {
    return node.text("integrity");
  }

  boolean dev() {
    return node.isTrue("dev");
  }

  boolean optional() {
    return node.isTrue("optional");
  }

  boolean devOptional() {
    return node.isTrue("devOptional");
  }

  boolean hasShrinkwrap() {
    return node.isTrue("hasShrinkwrap");
  }

  private String origin() {
    if (form instanceof ResolvedForm.Tarball tarball) {
      return tarball.url();
    }
    if (form instanceof ResolvedForm.Git git) {
      return git.locator();
    }
    return form instanceof ResolvedForm.LocalTarball local ? "file:" + local.path() : "@" + version;
  }

  /** The line of the thing that pins it. */
  Location location() {
    JsonNode at =
        node.get("integrity")
            .or(() -> node.get("resolved"))
            .or(() -> node.get("version"))
            .orElse(node);
    return new Location(file, at.line());
  }

  /** The location of a member, or of the entry without that member. */
  Location locationOf(String member) {
    return new Location(file, node.get(member).orElse(node).line());
  }

  /** {@code name@version}. */
  String display() {
    return PrintableText.text(version.isEmpty() ? name : name + "@" + version);
  }

  /**
   * What makes two entries the same download: name, source and integrity. Resolver and layout read
   * the lock independently and meet through it.
   */
  String key() {
    String all = name + '\0' + origin() + '\0' + integrity().orElse("") + '\0';
    return Digest.ofText(Digest.Algorithm.SHA256, all).hex();
  }
}
