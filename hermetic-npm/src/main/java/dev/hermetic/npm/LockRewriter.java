package dev.hermetic.npm;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.Template;
import dev.hermetic.core.spi.LayoutContext;
import dev.hermetic.formats.json.JsonEdits;
import dev.hermetic.formats.json.JsonNode;
import java.io.IOException;
import java.util.Set;

/**
 * Points a lock at the prefetched tarballs. Only {@code resolved}, specifications that would no
 * longer hold and, for version 1, a {@code version} that is a URL or a bundled alias change;
 * integrity stays. Both sections of version 2 are edited, since npm 6 reads the older one.
 */
final class LockRewriter {
  private final LayoutContext context;
  private final LockedInput input;
  private final JsonEdits edit;
  private final SpecEdits specs;

  LockRewriter(LayoutContext context, LockedInput input, Set<String> referenced) {
    this.context = context;
    this.input = input;
    this.edit = new JsonEdits(input.lock().file());
    this.specs = new SpecEdits(edit, LockedVersions.of(input.lock()), referenced);
  }

  /**
   * The edit; empty when nothing has to change.
   *
   * @throws IOException when a tarball whose version the lock leaves out cannot be read
   */
  JsonEdits edit() throws IOException {
    for (LockEntry entry : input.lock().entries()) {
      Artifact artifact = input.artifact(entry).orElse(null);
      if (artifact != null) {
        point(entry, artifact);
      }
      if (entry.legacy()) {
        entry.node().object("requires").ifPresent(specs::each);
      }
    }
    for (BundledAlias alias : BundledAlias.of(input.lock())) {
      alias
          .entry()
          .node()
          .get("version")
          .ifPresent(stated -> edit.replace(stated, alias.entry().version()));
    }
    input
        .lock()
        .root()
        .object("packages")
        .ifPresent(packages -> packages.members().values().forEach(m -> specs.sections(m.value())));
    return edit;
  }

  private void point(LockEntry entry, Artifact artifact) throws IOException {
    Template file = context.locate(artifact);
    JsonNode node = entry.node();
    JsonNode.Member resolved = node.members().get("resolved");
    JsonNode.Member version = node.members().get("version");
    if (entry.legacy() && version != null && isUrl(version.value())) {
      // npm takes the version from a file name otherwise, which fails for most names.
      edit.replace(version.value(), TarballManifest.read(context, artifact).version());
    }
    if (resolved != null) {
      edit.replace(resolved.value(), file);
    } else if (version != null) {
      edit.insertAfter(version, "resolved", file);
    }
  }

  private static boolean isUrl(JsonNode version) {
    String scheme = Classification.scheme(version.asText().orElse(""));
    return scheme.equals("https") || scheme.equals("http");
  }
}
