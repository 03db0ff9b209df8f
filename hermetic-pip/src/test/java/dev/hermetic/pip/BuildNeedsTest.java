package dev.hermetic.pip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.Diagnostic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plan says of sdists, before anything is built. */
class BuildNeedsTest {
  @TempDir Path temp = Path.of("unset");
  private TestIndex index;
  private PipProject project;

  @BeforeEach
  void start() throws IOException {
    index = TestIndex.start();
    project = new PipProject(temp).registry("pip", index.url());
    index.sdist("demo", "1.0", "[build-system]\nrequires = ['maker>=2', 'win; os_name==\"nt\"']\n");
    project.write("requirements.txt", "demo==1.0 " + index.hash("demo-1.0.tar.gz") + "\n");
  }

  @AfterEach
  void stop() {
    index.close();
  }

  private List<Diagnostic> plan(String code) throws InterruptedException {
    return project.plan(Map.of("targets", PipProject.TARGET)).diagnostics().stream()
        .filter(finding -> finding.code().equals(code))
        .toList();
  }

  @Test
  void saysWhatNoFileCovers() throws Exception {
    assertThat(plan("pip.build-missing"))
        .singleElement()
        .hasToString(
            "requirements.txt:1: demo==1.0 is built from source, and no file covers maker>=2");
  }

  @Test
  void isContentWithWhatTheBuildRequirementsCover() throws Exception {
    index.wheel("maker", "2.1", "py3-none-any");
    project.write(
        "requirements-build.txt", "maker==2.1 " + index.hash("maker-2.1-py3-none-any.whl") + "\n");

    assertThat(plan("pip.build-missing")).isEmpty();
    assertThat(plan("pip.build-needs"))
        .singleElement()
        .hasToString("requirements.txt:1: demo==1.0 is built from source, which needs maker>=2");
  }

  @Test
  void aVersionThatDoesNotFitCoversNothing() throws Exception {
    index.wheel("maker", "1.9", "py3-none-any");
    project.write(
        "requirements-build.txt", "maker==1.9 " + index.hash("maker-1.9-py3-none-any.whl") + "\n");

    assertThat(plan("pip.build-missing")).hasSize(1);
  }

  @Test
  void looksIntoSdistsThatAreNeededToBuildOthers() throws Exception {
    index.sdist("maker", "2.0", "[build-system]\nrequires = ['deeper']\n");
    project.write("requirements-build.txt", "maker==2.0 " + index.hash("maker-2.0.tar.gz") + "\n");

    assertThat(plan("pip.build-missing"))
        .singleElement()
        .hasToString(
            "requirements-build.txt:1: maker==2.0 is built from source, and no file covers deeper");
  }

  private void requireMaker(String... more) throws Exception {
    StringBuilder text = new StringBuilder();
    text.append("maker==2.1 ").append(index.hash("maker-2.1-py3-none-any.whl")).append('\n');
    for (String name : more) {
      text.append(name).append("==1.0 ");
      text.append(index.hash(name + "-1.0-py3-none-any.whl")).append('\n');
    }
    project.write("requirements-build.txt", text.toString());
  }

  @Test
  void asksWheelsThatAreNeededToBuildWhatTheyNeed() throws Exception {
    index.wheel("maker", "2.1", "py3-none-any", "deeper", "win; sys_platform == 'win32'");
    requireMaker();

    assertThat(plan("pip.build-missing"))
        .singleElement()
        .hasToString(
            "requirements.txt:1: demo==1.0 is built from source, and no file covers deeper (for"
                + " maker==2.1)");
  }

  @Test
  void goesAllTheWayDownAndThroughCircles() throws Exception {
    index.wheel("maker", "2.1", "py3-none-any", "deeper[x]");
    index.wheel("deeper", "1.0", "py3-none-any", "maker", "deepest; extra == 'x'");
    requireMaker("deeper");

    assertThat(plan("pip.build-missing"))
        .singleElement()
        .asString()
        .endsWith("and no file covers deepest (for deeper==1.0)");
    index.wheel("deepest", "1.0", "py3-none-any");
    requireMaker("deeper", "deepest");
    assertThat(plan("pip.build-missing")).isEmpty();
  }

  /** A plan fetches no file, though it reads into some. */
  @Test
  void isSaidBeforeAnythingIsFetched() throws Exception {
    assertThat(plan("pip.build-missing")).isNotEmpty();
    assertThat(project.output).doesNotExist();
  }

  @Test
  void anArchiveThatCannotBeReadIsAWarning() throws Exception {
    index.file("broken", "broken-1.0.tar.gz", new byte[] {1, 2, 3}, "");
    project.write("requirements.txt", "broken==1.0 " + index.hash("broken-1.0.tar.gz") + "\n");

    assertThat(plan("pip.build-unknown")).hasSize(1);
  }
}
