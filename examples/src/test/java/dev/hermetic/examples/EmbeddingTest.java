package dev.hermetic.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.HermeticException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddingTest {
  @TempDir Path directory;

  @Test
  void preparesAProjectWithoutDependencies() throws Exception {
    Path project = Files.createDirectories(directory.resolve("project"));
    Files.writeString(project.resolve("package.json"), "{\"name\": \"a\", \"version\": \"1.0.0\"}");
    Files.writeString(
        project.resolve("package-lock.json"),
        """
        {
          "name": "a",
          "version": "1.0.0",
          "lockfileVersion": 3,
          "packages": {"": {"name": "a", "version": "1.0.0"}}
        }
        """);
    Path output = directory.resolve("out");
    assertThat(Embedding.prefetch(project, output, directory.resolve("store")).entries()).isEmpty();
    assertThat(output.resolve(".build-config.json")).exists();
  }

  @Test
  void leavesNothingBehindWhenItFails() {
    Path output = directory.resolve("out");
    assertThatThrownBy(() -> Embedding.prefetch(directory, output, directory.resolve("store")))
        .isInstanceOf(HermeticException.class)
        .hasMessageContaining("holds no lockfile that is known here");
    assertThat(output).doesNotExist();
  }
}
