package dev.hermetic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The completion script, in the shell that it is for. */
final class CompletionTest {
  private @TempDir Path directory;

  @BeforeEach
  void writeScript() throws IOException {
    CommandRun run = CommandRun.in(directory, "completion", "bash");
    assertThat(run.exitCode).isZero();
    Files.writeString(directory.resolve("completion"), run.out);
  }

  @Test
  void completesCommands() throws Exception {
    assertThat(completions("hermetic", "pre")).isEqualTo("prefetch");
    assertThat(completions("hermetic", "g").split(" "))
        .containsExactlyInAnyOrder("gc", "generate-env");
  }

  @Test
  void completesOptionsAndTheirValues() throws Exception {
    assertThat(completions("hermetic", "prefetch", "--link-m")).isEqualTo("--link-mode");
    assertThat(completions("hermetic", "prefetch", "--link-mode", "h")).isEqualTo("hardlink");
    assertThat(completions("hermetic", "env", "--format", "d")).isEqualTo("dockerfile");
  }

  private String completions(String... words) throws Exception {
    // compopt works while bash itself completes only.
    String script =
        "compopt() { :; }; source completion; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1));"
            + " _complete_hermetic; echo \"${COMPREPLY[*]}\"";
    List<String> command = new ArrayList<>(List.of("bash", "-c", script, "bash"));
    command.addAll(List.of(words));
    return run(command);
  }

  private String run(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output.strip();
  }
}
