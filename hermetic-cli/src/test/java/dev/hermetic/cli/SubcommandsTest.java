package dev.hermetic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.CancellationToken;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubcommandsTest {
  private static Set<String> known(String... args) {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    ProcessContext process =
        new ProcessContext(
            Map.of(),
            Path.of("").toAbsolutePath(),
            nowhere,
            nowhere,
            false,
            new CancellationToken());
    return HermeticCommand.commandLine(process, args).getSubcommands().keySet();
  }

  @Test
  void makesOnlyTheSubcommandThatIsAskedFor() {
    assertThat(known("prefetch", "plan")).containsExactly("prefetch");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--json", "-q", "--quiet", "--no-color", "--debug"})
  void looksPastFlags(String flag) {
    assertThat(known(flag, "env", "out")).containsExactly("env");
  }

  @Test
  void knowsThemAllWhereAnOptionWithAValueStandsFirst() {
    assertThat(known("--config-file", "prefetch", "plan")).contains("prefetch", "plan");
  }

  @Test
  void knowsThemAllForAWordThatIsNone() {
    assertThat(known("prefech")).containsAll(known()).hasSize(11);
  }
}
