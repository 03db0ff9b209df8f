package dev.hermetic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Packages of an index and of URLs, requirements for building, markers, with and without wheels.
 */
@Timeout(60)
final class HermetoPipTest {
  private static final String SDISTS = "{\"type\": \"pip\"}";
  private static final String WHEELS = "{\"type\": \"pip\", \"binary\": {}}";

  private @TempDir Path temporary;
  private HermetoScenario scenario;

  @BeforeEach
  void serve() throws IOException {
    scenario = HermetoScenario.in(temporary, "hermeto-pip");
  }

  @AfterEach
  void stop() {
    scenario.close();
  }

  /** Without what lies beside Hermeto's files. */
  private List<String> deps() throws IOException {
    return scenario.deps().stream()
        .filter(line -> !line.startsWith("deps/pip/links.html "))
        .filter(line -> !line.startsWith("deps/pip/simple/"))
        .toList();
  }

  @Test
  void takesSdistsAndLaysThemWhereHermetoDoes() throws IOException {
    scenario.run("fetch-deps", SDISTS);
    assertThat(deps()).containsExactlyElementsOf(scenario.expectedLines("deps.txt"));
  }

  @Test
  void takesTheWheelsOfAFilterAsWell() throws IOException {
    scenario.run("fetch-deps", WHEELS);
    assertThat(deps()).containsExactlyElementsOf(scenario.expectedLines("deps-binary.txt"));
  }

  @Test
  void theBillOfMaterialsHasHermetosComponents() throws IOException {
    scenario.run("fetch-deps", SDISTS);
    assertThat(scenario.components())
        .containsExactlyElementsOf(scenario.expectedLines("components.txt"));
    assertThat(scenario.schemaFaults()).isEmpty();
  }

  @Test
  void theBillOfMaterialsTellsWheelsApart() throws IOException {
    scenario.run("fetch-deps", WHEELS);
    assertThat(scenario.components())
        .containsExactlyElementsOf(scenario.expectedLines("components-binary.txt"));
  }

  @Test
  void theBillOfMaterialsNamesFilesWithoutHashes() throws IOException {
    Path file = scenario.directory().resolve("requirements.txt");
    String index = Files.readAllLines(file).get(1);
    Files.writeString(file, index + "\nleft==1.0\n");
    scenario.run("fetch-deps", SDISTS, "--allow-unpinned");
    // Of the requirement for building a hash is known.
    assertThat(scenario.components())
        .anyMatch(
            line ->
                line.startsWith("pkg:pypi/left@1.0")
                    && line.endsWith("hermeto:missing_hash:in_file=requirements.txt"));
  }

  @Test
  void onlyRequirementsWithUrlsAreRewritten() throws IOException {
    scenario.run("fetch-deps", SDISTS);
    Map<String, String> files = scenario.projectFiles();
    assertThat(files).containsOnlyKeys("requirements.txt");
    assertThat(said(files.get("requirements.txt")))
        .containsExactlyElementsOf(scenario.expectedLines("requirements.txt"));
  }

  @Test
  void theVariablesAreHermetosAndThoseOfUv() throws IOException {
    scenario.run("fetch-deps", SDISTS);
    JsonNode config =
        Json.MAPPER.readTree(Files.readString(scenario.output().resolve(".build-config.json")));
    Map<String, String> variables = new TreeMap<>();
    for (JsonNode variable : config.get("environment_variables")) {
      variables.put(variable.get("name").asString(), variable.get("value").asString());
    }
    variables.keySet().removeIf(name -> name.startsWith("UV_"));
    assertThat(variables)
        .containsOnly(
            Map.entry("PIP_FIND_LINKS", "${output_dir}/deps/pip"),
            Map.entry("PIP_NO_INDEX", "true"));
  }

  @Test
  void injectionExpandsTheTemplates() throws IOException {
    scenario.run("fetch-deps", SDISTS);
    scenario.run("inject-files", "hermeto-output", "--for-output-dir", "/o");
    String written = Files.readString(scenario.directory().resolve("requirements.txt"));
    List<String> expected =
        scenario.expectedLines("requirements.txt").stream()
            .map(line -> line.replace("${output_dir}", "/o"))
            .toList();
    assertThat(said(written)).containsExactlyElementsOf(expected);
  }

  /** {@code left} is built with {@code maker}, which is built with what nothing covers. */
  @Test
  void thePlanSaysWhatBuildingNeedsAllTheWayDown() {
    CommandRun run =
        CommandRun.in(scenario.directory(), "plan", SDISTS.replace("}", ", \"sdists\": \"only\"}"));
    assertThat(run.exitCode).as(run.toString()).isZero();
    assertThat(run.err)
        .contains(
            "info: requirements.txt:5: left==1.0 is built from source, which needs maker>=5",
            "warning: requirements-build.txt:4: maker==5.0 is built from source, and no file covers"
                + " deepest")
        .contains("[pip.build-missing]");
    assertThat(scenario.directory().resolve("hermetic-output")).doesNotExist();
  }

  /** What a requirements file says: all options on one line, each requirement on one line. */
  private static List<String> said(String text) {
    List<String> options = new ArrayList<>();
    List<String> requirements = new ArrayList<>();
    for (String line : text.replace("\\\n", " ").lines().toList()) {
      String plain = line.replaceAll("(^|\\s)#.*", "").strip().replaceAll("\\s+", " ");
      if (plain.startsWith("-")) {
        options.add(plain);
      } else if (!plain.isEmpty()) {
        requirements.add(plain);
      }
    }
    requirements.add(0, String.join(" ", options));
    return requirements;
  }
}
