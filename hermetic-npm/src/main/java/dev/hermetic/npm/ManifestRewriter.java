package dev.hermetic.npm;

import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.Location;
import dev.hermetic.core.PrintableText;
import dev.hermetic.core.spi.SourceFile;
import dev.hermetic.formats.json.JsonEdits;
import dev.hermetic.formats.json.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Makes a {@code package.json} agree with a lock whose packages come from {@code file:} URLs. */
final class ManifestRewriter {
  private final SourceFile file;
  private final Consumer<Diagnostic> sink;
  private final LockedVersions versions;
  private final JsonEdits edit;

  ManifestRewriter(SourceFile file, LockedVersions versions, Consumer<Diagnostic> sink) {
    this.file = file;
    this.versions = versions;
    this.sink = sink;
    this.edit = new JsonEdits(file);
  }

  /**
   * The edit; empty when nothing has to change.
   *
   * @throws dev.hermetic.core.LockfileException when the file is not JSON
   */
  JsonEdits edit() {
    JsonNode manifest = NpmJson.READER.read(file);
    SpecEdits specs = new SpecEdits(edit, versions, SpecEdits.references(manifest));
    specs.sections(manifest);
    manifest.object("overrides").ifPresent(overrides -> specs.overrides(overrides, ""));
    manifest.object("allowScripts").ifPresent(this::unpin);
    return edit;
  }

  /** From npm 12 on an approval of {@code name@1.2.3} does not cover a {@code file:} package. */
  private void unpin(JsonNode approvals) {
    Map<String, List<JsonNode.Member>> pinned = new TreeMap<>();
    approvals
        .members()
        .forEach(
            (key, member) -> {
              int at = key.indexOf('@', 1);
              if (at > 0 && !approvals.members().containsKey(key.substring(0, at))) {
                pinned.computeIfAbsent(key.substring(0, at), k -> new ArrayList<>()).add(member);
              }
            });
    pinned.forEach(
        (name, members) -> {
          if (members.stream().map(m -> m.value().kind()).distinct().count() == 1) {
            edit.rename(members.get(0), name);
          } else {
            sink.accept(
                Diagnostic.warning(
                        "npm.allow-scripts",
                        "allowScripts allows some versions of "
                            + PrintableText.text(name)
                            + " and refuses others, which npm cannot tell apart for file: packages",
                        "use the delivery 'cache'")
                    .at(new Location(file.path(), members.get(0).value().line())));
          }
        });
  }
}
