package dev.hermetic.core.internal.injection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.HermeticException;
import dev.hermetic.core.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentTest {
  @TempDir Path output;

  private Map<String, String> env(String... namesAndValues) throws IOException {
    StringBuilder json = new StringBuilder("{\"environment_variables\": [");
    for (int i = 0; i < namesAndValues.length; i += 2) {
      json.append(i == 0 ? "" : ",").append("{\"name\": \"").append(namesAndValues[i]);
      json.append("\", \"value\": \"").append(namesAndValues[i + 1]).append("\"}");
    }
    Files.writeString(output.resolve(".build-config.json"), json + "]}");
    return Environment.of(output, "/o");
  }

  @Test
  void expandsTheOutputDirectory() throws IOException {
    assertThat(env("A", "file://${output_dir}/x")).containsEntry("A", "file:///o/x");
  }

  @Test
  void expandsOtherVariablesInAnyOrder() throws IOException {
    assertThat(env("A", "${B}/a", "B", "${C}/b", "C", "${output_dir}"))
        .containsExactly(Map.entry("A", "/o/b/a"), Map.entry("B", "/o/b"), Map.entry("C", "/o"));
  }

  @Test
  void leavesUnknownReferencesAndSingleDollarsAlone() throws IOException {
    assertThat(env("A", "${HOME} $x $$5")).containsEntry("A", "${HOME} $x $5");
  }

  @Test
  void refusesCircles() {
    assertThatThrownBy(() -> env("A", "${B}", "B", "${A}"))
        .isInstanceOf(InputException.class)
        .extracting(e -> ((HermeticException) e).code())
        .isEqualTo("input.env-cycle");
  }

  @Test
  void refusesWhatIsNoOutput() {
    assertThatThrownBy(() -> Environment.of(output, "/o"))
        .isInstanceOf(InputException.class)
        .extracting(e -> ((HermeticException) e).code())
        .isEqualTo("input.no-output");
  }

  @Test
  void refusesBrokenJson() throws IOException {
    Files.writeString(output.resolve(".build-config.json"), "{\"environment_variables\": [");
    assertThatThrownBy(() -> Environment.of(output, "/o"))
        .isInstanceOf(InputException.class)
        .extracting(e -> ((HermeticException) e).code())
        .isEqualTo("input.output-malformed");
  }
}
