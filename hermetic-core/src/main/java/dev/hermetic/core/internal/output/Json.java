package dev.hermetic.core.internal.output;

import dev.hermetic.core.InputException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How our JSON files are read and written: bounded, two spaces, line feeds. */
public final class Json {
  /** A template holds a whole project file, so that texts may be long. */
  private static final int MAX_TEXT = 256 << 20;

  static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(MAX_TEXT).build())
                  .build())
          .build();

  private Json() {}

  /** A generator of indented JSON; closing it closes the stream. */
  public static JsonGenerator pretty(OutputStream out) {
    return MAPPER.writer().with(printer()).createGenerator(out);
  }

  // As Python's json.dumps(indent=2) and pydantic lay it out, which readers of these files expect.
  private static PrettyPrinter printer() {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    Separators separators =
        Separators.createDefaultInstance()
            .withObjectNameValueSpacing(Separators.Spacing.AFTER)
            .withArrayEmptySeparator("")
            .withObjectEmptySeparator("");
    return new DefaultPrettyPrinter(separators)
        .withArrayIndenter(indenter)
        .withObjectIndenter(indenter);
  }

  static String text(JsonNode node, String name, Path file) {
    JsonNode value = node.get(name);
    if (value == null || !value.isString()) {
      throw malformed(file, "'" + name + "' is missing or no text");
    }
    return value.stringValue();
  }

  static Optional<String> optionalText(JsonNode node, String name) {
    JsonNode value = node.get(name);
    return value == null || !value.isString() ? Optional.empty() : Optional.of(value.stringValue());
  }

  static InputException malformed(Path file, String reason) {
    return new InputException(
        "input.output-malformed",
        file + ": " + reason,
        "run the prefetch again into an empty directory");
  }
}
