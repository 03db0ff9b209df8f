package dev.hermetic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HermeticCommandTest {
  private @TempDir Path directory;

  @Test
  void showsExitCodesInTheHelp() {
    CommandRun run = CommandRun.in(directory, "--help");
    assertThat(run.exitCode).isZero();
    assertThat(run.out).contains("Exit codes:", "20, 31, 30, 11, 10, 41, 40");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "prefetch",
        "plan",
        "inject",
        "env",
        "audit",
        "lock",
        "gc",
        "fetch-deps",
        "inject-files",
        "generate-env",
        "completion"
      })
  void helpsWithEachCommand(String command) {
    CommandRun run = CommandRun.in(directory, command, "--help");
    assertThat(run.exitCode).isZero();
    assertThat(run.out).startsWith("Usage: hermetic " + command);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "nonsense", "env", "prefetch --offline --prefer-store", "gc", "audit a b"})
  void exitsWithTwoOnWrongUse(String line) {
    CommandRun run = CommandRun.in(directory, line.isEmpty() ? new String[0] : line.split(" "));
    assertThat(run.exitCode).isEqualTo(2);
    assertThat(run.err).startsWith("error: ").contains("  hint: ");
    assertThat(run.out).isEmpty();
  }

  @Test
  void colourIsOffAwayFromATerminal() {
    assertThat(CommandRun.in(directory, "prefetch").err).doesNotContain("\u001b");
  }

  @Test
  void forceColourBeatsNoColour() {
    Map<String, String> both = Map.of("FORCE_COLOR", "1", "NO_COLOR", "1");
    assertThat(CommandRun.with(directory, both, "prefetch").err).contains("\u001b");
    assertThat(CommandRun.with(directory, both, "--color=never", "prefetch").err)
        .doesNotContain("\u001b");
  }

  @Test
  void saysWhatToNameWhenNothingIsFound() {
    CommandRun run = CommandRun.in(directory, "prefetch");
    assertThat(run.exitCode).isEqualTo(10);
    assertThat(run.err).contains("holds no lockfile", "[input.nothing-found]", "  hint: ");
  }

  @Test
  void refusesTheUnsupportedBillOfMaterialsClearly() {
    CommandRun run = CommandRun.in(directory, "fetch-deps", "npm", "--sbom-output-type", "spdx");
    assertThat(run.exitCode).isEqualTo(10);
    assertThat(run.err).contains("spdx");
  }

  @Test
  void namesTheOptionWhenThereIsNoHomeForTheStore() throws IOException {
    Files.writeString(directory.resolve("artifacts.lock.yaml"), "x");
    CommandRun run = CommandRun.with(directory, Map.of("HOME", ""), "prefetch");
    assertThat(run.exitCode).isEqualTo(10);
    assertThat(run.err).contains("--store DIR");
  }

  @Test
  void takesTheStoreFromOptionThenVariableThenCacheThenHome() {
    Map<String, String> all = Map.of("HERMETIC_STORE", "/v", "XDG_CACHE_HOME", "/c", "HOME", "/h");
    assertThat(store("/o", all)).hasToString("/o");
    assertThat(store(null, all)).hasToString("/v");
    assertThat(store(null, Map.of("XDG_CACHE_HOME", "/c", "HOME", "/h")))
        .hasToString("/c/hermetic");
    assertThat(store(null, Map.of("XDG_CACHE_HOME", "relative", "HOME", "/h")))
        .hasToString("/h/.cache/hermetic");
  }

  @Test
  void printsACompletionScriptThatBashAccepts() throws Exception {
    CommandRun run = CommandRun.in(directory, "completion", "bash");
    Path script = Files.writeString(directory.resolve("completion"), run.out);
    Process bash =
        new ProcessBuilder(
                "bash", "-c", "source " + script + " && complete -p hermetic && bash -n " + script)
            .redirectErrorStream(true)
            .start();
    String answer = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).as(answer).isZero();
    assertThat(answer).contains("_complete_hermetic");
  }

  private Path store(String option, Map<String, String> variables) {
    return StoreLocation.of(option, CommandRun.process(directory, variables));
  }
}
