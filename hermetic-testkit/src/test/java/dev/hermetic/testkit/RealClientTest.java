package dev.hermetic.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

@EnabledOnOs(OS.LINUX)
class RealClientTest {
  @TempDir Path clients;
  private final String policy = System.getProperty("hermetic.clients", "");

  @AfterEach
  void restore() {
    System.setProperty("hermetic.clients", policy);
    System.clearProperty("hermetic.clients.dir");
  }

  @Test
  void findsAClientInItsDirectory() throws Exception {
    Path bin = Files.createDirectories(clients.resolve("frob/bin"));
    Path file =
        Files.createFile(
            bin.resolve("frob"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    System.setProperty("hermetic.clients.dir", clients.toString());
    assertThat(RealClient.find("frob").command("-v")).containsExactly(file.toString(), "-v");
  }

  @Test
  void skipsTheTestWhenAClientIsMissing() {
    System.setProperty("hermetic.clients", "");
    assertThatThrownBy(() -> RealClient.find("no-such-client"))
        .isInstanceOf(TestAbortedException.class)
        .hasMessageContaining("no-such-client");
  }

  @Test
  void failsTheTestWhenClientsAreRequired() {
    System.setProperty("hermetic.clients", "required");
    assertThatThrownBy(() -> RealClient.find("no-such-client"))
        .isInstanceOf(AssertionFailedError.class);
  }

  @Test
  void cutsTheNetworkOff() throws Exception {
    List<String> command = RealClient.offline(List.of("cat", "/proc/net/dev"));
    Process process = new ProcessBuilder(command).start();
    String interfaces =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(interfaces.lines().filter(line -> line.contains(":")).map(String::strip))
        .allMatch(line -> line.startsWith("lo:"));
  }
}
