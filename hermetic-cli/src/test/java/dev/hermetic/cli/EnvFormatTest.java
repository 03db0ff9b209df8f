package dev.hermetic.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.InputException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

final class EnvFormatTest {
  @Test
  void writesExportsAsHermetoDoes() {
    Map<String, String> variables =
        new TreeMap<>(Map.of("A", "file:///out/deps", "B", "two words"));
    assertThat(EnvFormat.ENV.render(variables))
        .isEqualTo("export A=file:///out/deps\nexport B='two words'\n");
  }

  @Test
  void writesJsonOnOneLineAsHermetoDoes() {
    Map<String, String> variables = new TreeMap<>(Map.of("A", "1", "B", "\"é\""));
    assertThat(EnvFormat.JSON.render(variables))
        .isEqualToIgnoringCase(
            "[{\"name\": \"A\", \"value\": \"1\"}, {\"name\": \"B\", \"value\": \"\\\"\\u00e9\\\"\"}]\n");
  }

  @Property(tries = 60)
  void survivesARealShell(@ForAll("values") String value) throws Exception {
    String script = EnvFormat.ENV.render(Map.of("HERMETIC_X", value)) + "printf %s \"$HERMETIC_X\"";
    Process shell = new ProcessBuilder("sh", "-c", script).redirectErrorStream(true).start();
    String answer = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(answer).isEqualTo(value);
    assertThat(shell.waitFor()).isZero();
  }

  @Property(tries = 300)
  void survivesAPropertiesReader(@ForAll("values") String value) throws Exception {
    Properties properties = new Properties();
    properties.load(new StringReader(EnvFormat.PROPERTIES.render(Map.of("X", value))));
    assertThat(properties.getProperty("X")).isEqualTo(value);
  }

  @Property(tries = 300)
  void survivesAJsonReader(@ForAll("values") String value) {
    JsonNode node = Json.MAPPER.readTree(EnvFormat.JSON.render(Map.of("X", value)));
    assertThat(node.get(0).get("value").asString()).isEqualTo(value);
  }

  @Test
  void givesGithubADelimiterForSeveralLines() {
    assertThat(EnvFormat.GITHUB.render(Map.of("X", "a\nHERMETIC_END\nb")))
        .isEqualTo("X<<HERMETIC_END_\na\nHERMETIC_END\nb\nHERMETIC_END_\n");
  }

  @Test
  void quotesForDockerfiles() {
    assertThat(EnvFormat.DOCKERFILE.render(Map.of("X", "a \"$b\" \\")))
        .isEqualTo("ENV X=\"a \\\"\\$b\\\" \\\\\"\n");
  }

  @Test
  void refusesSeveralLinesInADockerfile() {
    Map<String, String> variables = Map.of("X", "a\nb");
    assertThatThrownBy(() -> EnvFormat.DOCKERFILE.render(variables))
        .isInstanceOf(InputException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "hermeto.env,ENV",
    "a.SH,SH",
    "a.json,JSON",
    "a.properties,PROPERTIES",
    "noending,JSON"
  })
  void choosesTheFormatByTheEndingOfTheName(String name, EnvFormat format) {
    assertThat(EnvFormat.forFile(name)).isEqualTo(format);
  }

  @Provide
  Arbitrary<String> values() {
    return Arbitraries.strings()
        .withChars("ab01 '\"$`\\!#=:;&|<>(){}[]*?~%^\t\n/.,@-_+é€\u00a0")
        .ofMaxLength(40);
  }
}
