package dev.hermetic.pip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hermetic.core.HermeticException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ${NAME}} in requirements files stands for what the caller supplies, and for nothing else.
 */
class VariablesTest {
  private static final String FILE = "demo-1.0-py3-none-any.whl";

  @TempDir Path temp = Path.of("unset");
  private TestIndex index;
  private PipProject project;

  @BeforeEach
  void start() throws IOException {
    index = TestIndex.start().wheel("demo", "1.0", "py3-none-any");
    project = new PipProject(temp).registry("pip", index.url());
  }

  @AfterEach
  void stop() {
    index.close();
  }

  private HermeticException failure() {
    List<HermeticException> failures =
        PipProject.failures(catchThrowable(() -> project.plan(Map.of())));
    assertThat(failures).hasSize(1);
    return failures.get(0);
  }

  @Test
  void theCallerSuppliesThem() throws Exception {
    project
        .variable("INDEX", index.url())
        .write("requirements.txt", "-i ${INDEX}\ndemo==1.0 " + index.hash(FILE) + "\n");

    assertThat(project.planned(Map.of())).containsExactly(FILE);
  }

  @Test
  void theInputWinsOverTheRun() throws Exception {
    project
        .variable("INDEX", "https://i.example/")
        .write("requirements.txt", "-i ${INDEX}\ndemo==1.0 " + index.hash(FILE) + "\n");

    assertThat(project.planned(Map.of("variables", Map.of("INDEX", index.url()))))
        .containsExactly(FILE);
  }

  @Test
  void oneThatNobodySuppliesIsNamedWithItsLine() throws Exception {
    project.write("requirements.txt", "# first\ndemo==${VERSION} " + index.hash(FILE) + "\n");

    HermeticException failure = failure();
    assertThat(failure.code()).isEqualTo("pip.variable");
    assertThat(failure).hasMessage("requirements.txt:2: the variable VERSION is not set");
    assertThat(failure.hints().get(0)).contains("--allow-variable VERSION");
  }

  /** {@code PATH} is set wherever tests run. */
  @Test
  void theProcessIsNeverAsked() throws Exception {
    project.write("requirements.txt", "demo==${PATH} " + index.hash(FILE) + "\n");

    assertThat(failure().code()).isEqualTo("pip.variable");
  }

  @Test
  void theirValuesNeverComeIntoTheOutput() throws Exception {
    String path = index.fileUrl("").replaceFirst("^https?://", "");
    project
        .variable("PLACE", path)
        .write("requirements.txt", "demo @ http://${PLACE}" + FILE + " " + index.hash(FILE) + "\n");

    project.run(Map.of());

    String config = Files.readString(project.output.resolve(".build-config.json"));
    assertThat(config).contains("demo @ file://${output_dir}/deps/pip/" + FILE);
    assertThat(config).doesNotContain(path).doesNotContain("PLACE");
  }

  @Test
  void rewritingKeepsThoseOfOtherLines() throws Exception {
    project
        .variable("INDEX", index.url())
        .write(
            "requirements.txt",
            "-i ${INDEX}\ndemo @ " + index.fileUrl(FILE) + " " + index.hash(FILE) + "\n");

    project.inject(Map.of());

    try (Stream<String> lines = Files.lines(project.root.resolve("requirements.txt"))) {
      assertThat(lines).first().isEqualTo("-i ${INDEX}");
    }
  }
}
