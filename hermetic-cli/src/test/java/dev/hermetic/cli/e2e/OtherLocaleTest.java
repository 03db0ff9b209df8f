package dev.hermetic.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The command without its launcher, in a locale that has no names beyond ASCII. */
@Timeout(300)
@EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere the locale does not decide")
final class OtherLocaleTest {
  /** The bytes of an umlaut, whatever the locale of this process. */
  private static final List<String> UMLAUT_LAST =
      List.of("sh", "-c", "export LC_ALL=C; exec \"$@\" \"$(printf 'pr\\303\\266')\"", "sh");

  private static final List<String> UMLAUT_HOME =
      List.of(
          "sh", "-c", "export LC_ALL=C HOME=$(printf '/home/j\\303\\266rg'); exec \"$@\"", "sh");

  private @TempDir Path temporary;

  private void assertThatNamesAreToBlame(Running run) throws Exception {
    assertThat(run.exitCode()).as(run.toString()).isEqualTo(10);
    assertThat(run.err()).contains("[input.file-names]", "LC_ALL=C.UTF-8");
  }

  @Test
  void saysThatItCannotNameASourceTree() throws Exception {
    Path directory = temporary.toRealPath();
    try (Running run = Running.under(directory, UMLAUT_LAST, "prefetch", "--source")) {
      assertThatNamesAreToBlame(run);
    }
  }

  @Test
  void saysThatItCannotNameAnOutput() throws Exception {
    Path directory = temporary.toRealPath();
    try (Running run = Running.under(directory, UMLAUT_LAST, "audit")) {
      assertThatNamesAreToBlame(run);
    }
  }

  @Test
  void saysThatItCannotNameTheHomeDirectory() throws Exception {
    Path directory = temporary.toRealPath();
    Path source = Files.createDirectories(directory.resolve("source"));
    Files.writeString(source.resolve("artifacts.lock.yaml"), "metadata: {version: '1.0'}\n");
    try (Running run = Running.under(directory, UMLAUT_HOME, "plan", "source")) {
      assertThatNamesAreToBlame(run);
    }
  }
}
