package dev.hermetic.formats.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.hermetic.core.RelPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Scalars as PyYAML itself writes them, and as they are read again. */
class PlainScalarProperties {
  private static final RelPath FILE = RelPath.of("a.yaml");

  // No text is folded however long it is, and one document for each, whose end is not written.
  private static final String DUMP =
      """
      import sys, yaml
      for line in open(sys.argv[1]):
          text = bytes.fromhex(line.strip()).decode('utf-8')
          dumped = yaml.safe_dump({'k': text}, width=float('inf'))
          print(dumped[len('k: '):-1].encode('utf-8').hex())
      """;

  @Property
  void readingGivesTheTextBack(@ForAll("texts") String text) {
    Fields fields =
        Fields.of(FILE, YamlReader.read(FILE, "k: " + PlainScalar.of(text) + "\n"), "it");
    if (!text.isEmpty()) {
      assertThat(fields.requiredText("k")).isEqualTo(text);
    }
  }

  @Property
  void everyTextSurvivesAsAScalar(@ForAll @StringLength(max = 40) String text) {
    Assume.that(isUnicode(text));
    String yaml = "key: " + PlainScalar.of(text) + "\n";
    Object read = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    assertThat(read).isEqualTo(Map.of("key", text));
  }

  /** Line ends differ: PyYAML folds such text, and has escapes that readers do not know. */
  @Property(tries = 5)
  void equalsWhatPyYamlWrites(@ForAll("manyTexts") List<String> texts)
      throws IOException, InterruptedException {
    Path work = Files.createTempDirectory("pyyaml");
    Path input = work.resolve("input");
    HexFormat hex = HexFormat.of();
    Files.write(
        input,
        texts.stream().map(text -> hex.formatHex(text.getBytes(StandardCharsets.UTF_8))).toList());
    Path output = work.resolve("output");
    boolean ran = python(work, input, output);
    if (!ran && "required".equals(System.getProperty("hermetic.clients"))) {
      throw new AssertionError("python3 with PyYAML is needed here: " + Files.readString(output));
    }
    assumeThat(ran).isTrue();
    List<String> dumped = Files.readAllLines(output);
    assertThat(dumped).hasSameSizeAs(texts);
    for (int i = 0; i < dumped.size(); i++) {
      assertThat(PlainScalar.of(texts.get(i)))
          .isEqualTo(new String(hex.parseHex(dumped.get(i)), StandardCharsets.UTF_8));
    }
  }

  private static boolean python(Path work, Path input, Path output)
      throws IOException, InterruptedException {
    Path script = Files.writeString(work.resolve("dump.py"), DUMP);
    ProcessBuilder builder =
        new ProcessBuilder(interpreter(), "-B", script.toString(), input.toString());
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    Process process;
    try {
      process = builder.start();
    } catch (IOException noPython) {
      Files.writeString(output, String.valueOf(noPython.getMessage()));
      return false;
    }
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("python3 did not end within a minute");
    }
    return process.exitValue() == 0;
  }

  /** The one that {@code .ci/run} installs, else the machine's. */
  private static String interpreter() {
    Path installed =
        Path.of(System.getProperty("hermetic.clients.dir", "."), "python", "bin", "python");
    return Files.isExecutable(installed) ? installed.toString() : "python3";
  }

  @Provide
  Arbitrary<List<String>> manyTexts() {
    return texts().filter(text -> !text.matches("(?s).*[\n\u2028].*")).list().ofSize(400);
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> words =
        Arbitraries.of("yes", "Null", "~", "0x1F", "0b1_0", "1_000", ".5", "1.e+3", ".inf", "y");
    Arbitrary<String> numbers =
        Arbitraries.strings().withChars("0123456789.:-+_eExboTZ ").ofMaxLength(12);
    Arbitrary<String> signs =
        Arbitraries.strings().withChars("ab-?:,[]{}#&*!|>'\"%@`=<~ ").ofMaxLength(8);
    Arbitrary<String> ascii = Arbitraries.strings().ascii().ofMaxLength(12);
    Arbitrary<String> all =
        Arbitraries.strings()
            .withChars("a é漢\u0085\u00a0\u00ad\u2028\ufeff\ufffd\t\u001b\u007f")
            .ofMaxLength(6);
    return Arbitraries.oneOf(words, numbers, signs, ascii, all);
  }

  private static boolean isUnicode(String text) {
    return text.codePoints().noneMatch(c -> c >= 0xd800 && c <= 0xdfff);
  }
}
