package dev.hermetic.core.internal.manifest;

import dev.hermetic.core.InputException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.SerializableString;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** How our JSON files are read and written: bounded, two spaces, line feeds. */
public final class Json {
  /** A template holds a whole project file, so that texts may be long. */
  private static final int MAX_TEXT = 256 << 20;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(MAX_TEXT).build())
          .build();

  /** Making it takes tens of milliseconds, which a run that only writes does not need. */
  private static final class Mapper {
    static final JsonMapper IT = JsonMapper.builder(FACTORY).build();
    static final ObjectReader INNER =
        IT.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }

  /** Indented; the printer has state, so each generator gets its own. */
  private static final class Indented extends ObjectWriteContext.Base {
    private final PrettyPrinter printer = printer();

    @Override
    public PrettyPrinter getPrettyPrinter() {
      return printer;
    }
  }

  /** Without space, also between the values of a document. */
  private static final class Compact extends ObjectWriteContext.Base {
    @Override
    public @Nullable SerializableString getRootValueSeparator(
        @Nullable SerializableString byDefault) {
      return null;
    }
  }

  private Json() {}

  /** A generator of indented JSON; closing it closes the stream. */
  public static JsonGenerator pretty(OutputStream out) {
    return FACTORY.createGenerator(new Indented(), out);
  }

  /** A generator of values without any space in and between them. */
  static JsonGenerator compact(Writer out) {
    return FACTORY.createGenerator(new Compact(), out);
  }

  /** Reads and writes whole documents. */
  static JsonMapper mapper() {
    return Mapper.IT;
  }

  /** The value at which a parser stands, whatever follows. */
  static JsonNode value(JsonParser parser) {
    return Mapper.INNER.readTree(parser);
  }

  /** A parser of a file. */
  static JsonParser parser(Path file) {
    return FACTORY.createParser(ObjectReadContext.empty(), file);
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

  public static InputException malformed(Path file, String reason) {
    return InputException.of(
        "input.output-malformed",
        file + ": " + reason,
        "run the prefetch again into an empty directory");
  }
}
