package dev.hermetic.core.internal.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.ClientAnswer;
import dev.hermetic.core.HostContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledProgramTest {
  @TempDir Path home;

  private HostContext.Builder builder() {
    return HostContext.builder(home)
        .variables(Map.of("HOME", home.toString(), "PATH", "/usr/bin:/bin"))
        .patience(Duration.ofSeconds(20));
  }

  private Path program(String text) throws IOException {
    Path file = Files.writeString(home.resolve("client"), "#!/bin/sh\n" + text + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static ClientAnswer ask(HostContext host, Path program) throws InterruptedException {
    return InstalledProgram.ask(host, List.of(program.toString()), Map.of("MORE", "told"));
  }

  @Test
  void startsNoProgramUnlessTheCallerAllowsIt() throws Exception {
    Path program = program("touch \"$HOME/started\"");

    assertThat(ask(builder().build(), program).problem()).contains("may not be asked");
    assertThat(home.resolve("started")).doesNotExist();
  }

  @Test
  void givesWhatTheClientPrints() throws Exception {
    HostContext host = builder().askInstalledClients(true).build();

    assertThat(ask(host, program("echo \"$MORE in $(pwd)\"")).text())
        .contains("told in " + home.toRealPath());
  }

  @Test
  void readsMoreThanAPipeHolds() throws Exception {
    HostContext host = builder().askInstalledClients(true).build();

    assertThat(ask(host, program("head -c 300000 /dev/zero | tr '\\0' x")).text())
        .hasValueSatisfying(text -> assertThat(text).hasSize(300_000));
  }

  @Test
  void tellsApartWhyThereIsNoAnswer() throws Exception {
    HostContext host = builder().askInstalledClients(true).build();

    assertThat(
            InstalledProgram.ask(host, List.of("hermetic-has-no-such-client"), Map.of()).problem())
        .contains("is not installed");
    assertThat(ask(host, program("exit 3")).problem()).contains("ended with status 3");
  }

  @Test
  void endsAClientThatDoesNotAnswer() throws Exception {
    HostContext host = builder().askInstalledClients(true).patience(Duration.ofSeconds(1)).build();

    assertThat(ask(host, program("exec sleep 1000")).problem()).contains("did not answer in 1 s");
  }
}
