package dev.hermetic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Packages that are not fetched, and one whose hash is missing. */
@Timeout(60)
final class HermetoWorkspacesTest {
  private static final String INPUT = "{\"type\": \"npm\", \"delivery\": \"file\"}";

  private @TempDir Path temporary;
  private HermetoScenario scenario;

  @BeforeEach
  void fetch() throws IOException {
    scenario = HermetoScenario.in(temporary, "hermeto-npm-workspaces");
    scenario.run("fetch-deps", "--allow-unpinned", INPUT);
  }

  @AfterEach
  void stop() {
    scenario.close();
  }

  @Test
  void onlyWhatIsNotInTheSourceTreeIsFetched() throws IOException {
    assertThat(scenario.deps()).containsExactlyElementsOf(scenario.expectedLines("deps.txt"));
  }

  @Test
  void workspacesAreRewrittenToo() throws IOException {
    assertThat(scenario.projectFiles())
        .containsOnly(
            Map.entry("package-lock.json", scenario.expected("package-lock.json")),
            Map.entry("packages/ui/package.json", scenario.expected("packages-ui-package.json")));
  }

  @Test
  void theBillOfMaterialsHasHermetosComponents() throws IOException {
    assertThat(scenario.components())
        .containsExactlyElementsOf(scenario.expectedLines("components.txt"));
  }

  @Test
  void theBillOfMaterialsKeepsItsSchema() throws IOException {
    assertThat(scenario.schemaFaults()).isEmpty();
  }

  @Test
  void whatIsNotFetchedHasNeitherHashNorAddress() throws IOException {
    List<JsonNode> bare =
        scenario
            .bom()
            .get("components")
            .valueStream()
            .filter(component -> !component.has("hashes"))
            .toList();
    assertThat(bare).noneMatch(component -> component.has("externalReferences"));
    assertThat(bare.stream().map(component -> component.get("name").asString()))
        .containsExactly("@shop/inner", "@shop/ui", "devinner", "local-lib", "shop", "vendored");
  }

  @Test
  void allOfItPassesAnAudit() {
    scenario.run("audit", "hermeto-output");
  }
}
