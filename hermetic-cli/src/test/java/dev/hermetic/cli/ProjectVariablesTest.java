package dev.hermetic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which variables of the environment files of a project may use. */
final class ProjectVariablesTest {
  private @TempDir Path directory;
  private final List<String> refused = new ArrayList<>();

  private ProjectVariables variables(Map<String, String> environment, String... allowed) {
    return new ProjectVariables(
        CommandRun.process(directory, environment), List.of(allowed), refused::add);
  }

  @Test
  void takesAllowedVariablesFromTheEnvironmentToo() {
    ProjectVariables variables =
        variables(
            Map.of(
                "REGISTRY_HOST", "v.example", "HERMETIC_ALLOW_VARIABLES", "OTHER, REGISTRY_HOST"));

    assertThat(variables.apply("REGISTRY_HOST")).contains("v.example");
    assertThat(refused).isEmpty();
  }

  @Test
  void refusesAVariableThatNobodyAllowedAndSaysSoOnce() {
    ProjectVariables variables = variables(Map.of("CLOUD_SECRET", "5c1d6e0e"), "NPM_TOKEN");

    assertThat(variables.apply("CLOUD_SECRET")).isEmpty();
    assertThat(variables.apply("CLOUD_SECRET")).isEmpty();
    assertThat(refused).containsExactly("CLOUD_SECRET");
  }

  @Test
  void refusesNothingThatIsNotSet() {
    assertThat(variables(Map.of()).apply("MISSING")).isEmpty();
    assertThat(refused).isEmpty();
  }
}
