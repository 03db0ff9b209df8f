package dev.hermetic.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs with few file descriptors or threads, or without a reader of what they print. */
@Timeout(300)
final class ScarceResourcesTest {
  private static final int FILES = 100;

  private @TempDir Path temporary;
  private Path directory;
  private Origin origin;

  @BeforeEach
  void start() throws Exception {
    directory = temporary.toRealPath();
    origin = new Origin();
    origin.lock(
        directory, IntStream.range(0, FILES).mapToObj(i -> "/f" + i).toArray(String[]::new));
  }

  @AfterEach
  void stop() {
    origin.close();
  }

  private void succeeds(List<String> starter) throws Exception {
    try (Running run = Running.under(directory, starter, "prefetch")) {
      assertThat(run.exitCode()).as(run.toString()).isZero();
      assertThat(run.err()).doesNotContain("Exception", "\tat ");
    }
    assertThat(directory.resolve("hermetic-output/deps/generic/f99"))
        .hasBinaryContent(Origin.content("/f99"));
  }

  @Test
  void sixtyFourFileDescriptorsSuffice() throws Exception {
    succeeds(List.of("sh", "-c", "ulimit -n 64; exec \"$@\"", "sh"));
  }

  @Test
  void fewThreadsSuffice() throws Exception {
    // Limits of processes do not bind root; another user who may read what root may does.
    List<String> starter =
        List.of(
            "prlimit",
            "--nproc=20",
            "setpriv",
            "--reuid=54321",
            "--clear-groups",
            "--inh-caps=+dac_override",
            "--ambient-caps=+dac_override");
    requireThat(starter);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    succeeds(starter);
  }

  private static void requireThat(List<String> starter) throws Exception {
    java.util.ArrayList<String> words = new java.util.ArrayList<>(starter);
    words.add("true");
    try {
      if (new ProcessBuilder(words).inheritIO().start().waitFor() == 0) {
        return;
      }
    } catch (IOException noSuchProgram) {
      assertThat(noSuchProgram).hasMessageContaining(words.get(0));
    }
    if ("required".equals(System.getProperty("hermetic.clients"))) {
      Assertions.fail("cannot run " + words);
    }
    Assumptions.abort("cannot run " + words);
  }

  @Test
  void aClosedStandardOutputFailsTheCommandButHarmsNoOutput() throws Exception {
    List<String> closed = List.of("sh", "-c", "exec \"$@\" >&-", "sh");
    try (Running run = Running.under(directory, closed, "prefetch")) {
      assertThat(run.exitCode()).as(run.toString()).isEqualTo(40);
      assertThat(run.err()).contains("standard output").doesNotContain("Exception", "\tat ");
    }
    try (Running audit = Running.under(directory, closed, "audit", "hermetic-output", "--quiet")) {
      assertThat(audit.exitCode()).as(audit.toString()).isZero();
    }
  }

  @Test
  void aReaderThatLeavesGetsNoStackTrace() throws Exception {
    try (Running run =
        Running.under(
            directory, List.of("sh", "-c", "\"$@\" | head -n 1", "sh"), "plan", "--json")) {
      assertThat(run.exitCode()).as(run.toString()).isZero();
      assertThat(run.err()).doesNotContain("Exception", "\tat ");
    }
  }

  @Test
  void resultsThatCannotBeWrittenAreAFailure() throws Exception {
    Assumptions.assumeTrue(Files.exists(Path.of("/dev/full")));
    try (Running run =
        Running.under(
            directory, List.of("sh", "-c", "exec \"$@\" >/dev/full", "sh"), "plan", "--json")) {
      assertThat(run.exitCode()).as(run.toString()).isEqualTo(40);
      assertThat(run.err()).contains("standard output");
    }
  }

  @Test
  void anEmptyEnvironmentSuffices() throws Exception {
    try (Running run =
        Running.under(
            directory,
            List.of("env", "-i", "LANG=tr_TR.UTF-8", "TZ=America/St_Johns"),
            "prefetch",
            "--store",
            "store")) {
      assertThat(run.exitCode()).as(run.toString()).isZero();
    }
  }
}
