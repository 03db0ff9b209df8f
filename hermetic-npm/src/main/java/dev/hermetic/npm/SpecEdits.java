package dev.hermetic.npm;

import dev.hermetic.formats.json.JsonEdits;
import dev.hermetic.formats.json.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Loosens the specifications of a manifest, or of a lock entry that repeats one. */
final class SpecEdits {
  private static final List<String> SECTIONS =
      List.of("dependencies", "devDependencies", "optionalDependencies", "peerDependencies");

  private final JsonEdits edit;
  private final LockedVersions versions;
  private final Set<String> referenced;

  /**
   * Edits of one text.
   *
   * @param referenced names that overrides refer to as {@code $name}; an override to {@code *}
   *     would be none, so these become exact
   */
  SpecEdits(JsonEdits edit, LockedVersions versions, Set<String> referenced) {
    this.edit = edit;
    this.versions = versions;
    this.referenced = referenced;
  }

  /** All dependency sections of an object. */
  void sections(JsonNode manifest) {
    for (String section : SECTIONS) {
      manifest.object(section).ifPresent(this::each);
    }
  }

  /** Every specification of a map from names. */
  void each(JsonNode specs) {
    specs
        .members()
        .forEach(
            (name, member) ->
                loosen(
                    member.value(),
                    referenced.contains(name) ? versions.spec(name) : SpecRule.ANY));
  }

  /** Every override, at every depth; {@code .} stands for the package of the object around it. */
  void overrides(JsonNode overrides, String parent) {
    overrides
        .members()
        .forEach(
            (key, member) -> {
              String name = key.equals(".") ? parent : PackageName.ofAlias(key);
              if (member.value().isObject()) {
                overrides(member.value(), name);
              } else {
                loosen(member.value(), versions.spec(name));
              }
            });
  }

  private void loosen(JsonNode value, String loosened) {
    value.asText().filter(SpecRule::breaks).ifPresent(spec -> edit.replace(value, loosened));
  }

  /** The names that overrides refer to. */
  static Set<String> references(JsonNode manifest) {
    Set<String> names = new TreeSet<>();
    manifest.object("overrides").ifPresent(overrides -> collect(overrides, names));
    return names;
  }

  private static void collect(JsonNode overrides, Set<String> names) {
    for (JsonNode.Member member : overrides.members().values()) {
      if (member.value().isObject()) {
        collect(member.value(), names);
      } else {
        member
            .value()
            .asText()
            .filter(spec -> spec.startsWith("$"))
            .ifPresent(spec -> names.add(spec.substring(1)));
      }
    }
  }
}
