package dev.hermetic.rpm.lock.input;

import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.spi.Problems;
import dev.hermetic.formats.yaml.Fields;
import dev.hermetic.formats.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads {@code variables}: a list of mappings with one key each. */
final class VariableSourceReader {
  private static final Set<String> KEYS = Set.of("file", "containerfile", "image", "inline");

  private final RelPath file;
  private final Problems problems;

  VariableSourceReader(RelPath file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  List<VariableSource> read(Fields root) {
    List<VariableSource> sources = new ArrayList<>();
    for (YamlNode node : root.listing("variables")) {
      problems.check(() -> sources.add(source(node)));
    }
    return sources;
  }

  private VariableSource source(YamlNode node) {
    Fields fields = Fields.of(file, node, "an entry of 'variables'");
    fields.refuseOthers(problems, KEYS);
    if (fields.keys().size() != 1) {
      throw LockfileException.of(
          "rpm.in-value",
          fields.at(),
          "an entry of 'variables' must have one key, but here are " + fields.keys().size(),
          "write one list entry per source, in the order in which later ones win");
    }
    return switch (fields.keys().iterator().next()) {
      case "file" ->
          new VariableSource.File(
              fields.at(), InputPaths.resolve(file, Values.required(fields, "file")));
      case "image" -> new VariableSource.Image(fields.at(), fields.required("image"));
      case "containerfile" ->
          new VariableSource.Containerfile(
              new ContainerfileSpecReader(file, problems)
                  .read(fields, "containerfile")
                  .orElseThrow(() -> fields.missing("containerfile")));
      case "inline" -> inline(fields);
      default -> throw fields.missing("inline");
    };
  }

  private VariableSource inline(Fields fields) {
    Map<String, String> values = new TreeMap<>();
    YamlNode node = fields.node("inline").orElseThrow(() -> fields.missing("inline"));
    Fields inline = Fields.of(file, node, "'inline'");
    inline.keys().forEach(key -> values.put(key, inline.optional(key).orElse("")));
    return VariableSource.Inline.of(fields.at(), values);
  }
}
