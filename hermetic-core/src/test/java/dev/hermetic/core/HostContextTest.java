package dev.hermetic.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostContextTest {
  @TempDir Path home;

  private HostContext.Builder builder() {
    return HostContext.builder(home)
        .variables(Map.of("HOME", home.toString(), "EMPTY", ""))
        .patience(Duration.ofSeconds(20));
  }

  @Test
  void countsAnEmptyVariableAsUnset() {
    assertThat(builder().build().variable("EMPTY")).isEmpty();
  }

  @Test
  void findsTheHomeDirectoryInTheVariables() {
    assertThat(builder().build().home()).contains(home);
  }

  @Test
  void showsFilesBelowTheHomeDirectoryShort() {
    assertThat(builder().build().display(home.resolve(".npmrc"))).isEqualTo("~/.npmrc");
  }

  @Test
  void startsNoProgramUnlessToldOtherwise() {
    assertThat(builder().build().asksInstalledClients()).isFalse();
  }
}
