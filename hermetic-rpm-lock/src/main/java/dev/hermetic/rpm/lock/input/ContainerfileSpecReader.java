package dev.hermetic.rpm.lock.input;

import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PrintableText;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.spi.Problems;
import dev.hermetic.formats.yaml.Fields;
import dev.hermetic.formats.yaml.YamlNode;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads which stage of which Containerfile is meant: a path, or a mapping. */
final class ContainerfileSpecReader {
  private static final Set<String> KEYS =
      Set.of("file", "stageNum", "stageName", "imagePattern", "argFile");
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,5}");

  private final RelPath input;
  private final Problems problems;

  ContainerfileSpecReader(RelPath input, Problems problems) {
    this.input = input;
    this.problems = problems;
  }

  /** The stage that a key names; empty when the key is absent. */
  Optional<ContainerfileSpec> read(Fields fields, String key) {
    return fields.node(key).map(node -> read(node, key));
  }

  private ContainerfileSpec read(YamlNode node, String key) {
    Location at = new Location(input, node.line());
    if (node instanceof YamlNode.Scalar) {
      LocatedText path = Values.text(input, node, key);
      return ContainerfileSpec.lastStage(at, InputPaths.resolve(input, path));
    }
    Fields spec = Fields.of(input, node, "'" + key + "'");
    spec.refuseOthers(problems, KEYS);
    return new ContainerfileSpec(
        at,
        InputPaths.resolve(input, Values.required(spec, "file")),
        number(spec),
        spec.optional("stageName"),
        pattern(spec),
        Values.optional(spec, "argFile").map(path -> InputPaths.resolve(input, path)));
  }

  private static OptionalInt number(Fields spec) {
    Optional<String> text = spec.optional("stageNum");
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    if (!NUMBER.matcher(text.get()).matches()) {
      throw LockfileException.of(
          "rpm.in-value",
          spec.at("stageNum"),
          "'stageNum' is "
              + PrintableText.quoted(text.get())
              + ", which is not a number of a stage",
          "count the FROM lines from 1");
    }
    return OptionalInt.of(Integer.parseInt(text.get()));
  }

  private static Optional<String> pattern(Fields spec) {
    Optional<String> text = spec.optional("imagePattern");
    text.ifPresent(
        pattern -> {
          try {
            Pattern.compile(pattern);
          } catch (PatternSyntaxException malformed) {
            throw LockfileException.of(
                "rpm.in-value",
                spec.at("imagePattern"),
                "'imagePattern' is not a regular expression: "
                    + PrintableText.quoted(malformed.getDescription()),
                malformed);
          }
        });
    return text;
  }
}
