package dev.hermetic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Two ecosystems in one output: registry and other tarballs, aliases, files by URL and Maven. */
@Timeout(60)
final class HermetoGoldenTest {
  private static final String INPUT =
      "[{\"type\": \"npm\", \"path\": \".\", \"delivery\": \"file\"}, {\"type\": \"generic\"}]";

  private @TempDir Path temporary;
  private HermetoScenario scenario;

  @BeforeEach
  void fetch() throws IOException {
    scenario = HermetoScenario.in(temporary, "hermeto-npm-generic");
    scenario.run("fetch-deps", INPUT);
  }

  @AfterEach
  void stop() {
    scenario.close();
  }

  @Test
  void filesLieWhereHermetoPutsThem() throws IOException {
    assertThat(scenario.deps()).containsExactlyElementsOf(scenario.expectedLines("deps.txt"));
  }

  @Test
  void theBuildConfigurationHasHermetosFields() throws IOException {
    JsonNode config =
        Json.MAPPER.readTree(Files.readString(scenario.output().resolve(".build-config.json")));
    assertThat(config.get("environment_variables").size()).isZero();
    assertThat(scenario.projectFiles())
        .containsOnly(
            Map.entry("package-lock.json", scenario.expected("package-lock.json")),
            Map.entry("package.json", scenario.expected("package.json")));
  }

  @Test
  void theBillOfMaterialsHasHermetosComponents() throws IOException {
    JsonNode bom = scenario.bom();
    assertThat(bom.get("bomFormat").asString()).isEqualTo("CycloneDX");
    assertThat(bom.get("specVersion").asString()).isEqualTo("1.6");
    assertThat(bom.get("version").asInt()).isEqualTo(1);
    assertThat(scenario.components())
        .containsExactlyElementsOf(scenario.expectedLines("components.txt"));
  }

  @Test
  void theBillOfMaterialsKeepsItsSchema() throws IOException {
    assertThat(scenario.schemaFaults()).isEmpty();
  }

  @Test
  void theSchemaIsReallyAsked() throws IOException {
    Files.writeString(
        scenario.output().resolve("bom.json"),
        "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.6\", \"components\": [{\"name\": \"x\"}]}");
    assertThat(scenario.schemaFaults()).isNotEmpty();
  }

  @Test
  void injectionExpandsTheTemplates() throws IOException {
    scenario.run("inject-files", "hermeto-output", "--for-output-dir", "/o");
    assertThat(scenario.directory().resolve("package-lock.json"))
        .hasContent(scenario.expected("package-lock.json").replace("${output_dir}", "/o"));
  }
}
