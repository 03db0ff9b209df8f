package dev.hermetic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.testkit.FakeRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hermetic lock} for RPM, from its options to its exit code. */
class LockRpmTest {
  @TempDir Path directory;
  private FakeRegistry registry;

  @BeforeEach
  void open() throws Exception {
    registry = FakeRegistry.start();
    publish("x86_64", "1");
    publish("aarch64", "1");
    input("[app]");
  }

  @AfterEach
  void close() {
    registry.close();
  }

  private void input(String packages) throws IOException {
    Files.writeString(
        directory.resolve("rpms.in.yaml"),
        "contentOrigin:\n  repos:\n  - repoid: os\n    baseurl: "
            + registry.url("/$stream/$basearch").toString().replace("%24", "$")
            + "\ncontext: {bare: true}\narches: [x86_64, aarch64]\nnoSources: true\npackages: "
            + packages
            + "\n");
  }

  private void publish(String arch, String version) throws Exception {
    String primary =
        "<metadata xmlns=\"c\" xmlns:rpm=\"r\"><package type=\"rpm\"><name>app</name><arch>"
            + arch
            + "</arch><version epoch=\"0\" ver=\""
            + version
            + "\" rel=\"1\"/><checksum type=\"sha256\" pkgid=\"YES\">"
            + "0".repeat(64)
            + "</checksum><size package=\"5\"/><location href=\"app-"
            + version
            + "-1."
            + arch
            + ".rpm\"/><format/></package></metadata>";
    byte[] bytes = primary.getBytes(StandardCharsets.UTF_8);
    String sum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    String repomd =
        "<repomd><data type=\"primary\"><checksum type=\"sha256\">"
            + sum
            + "</checksum><location href=\"repodata/primary.xml\"/></data></repomd>";
    String base = "/stable/" + arch + "/repodata/";
    registry.serve(base + "primary.xml", bytes);
    registry.serve(base + "repomd.xml", repomd.getBytes(StandardCharsets.UTF_8));
  }

  private CommandRun lock(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "lock";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return CommandRun.with(directory, Map.of("DNF_VAR_stream", "stable"), all);
  }

  private String locked() throws IOException {
    return Files.readString(directory.resolve("rpms.lock.yaml"));
  }

  @Test
  void findsTheInputAndTakesVariablesFromTheEnvironment() throws Exception {
    CommandRun run = lock("--diff");
    assertThat(run.exitCode).as(run.toString()).isZero();
    assertThat(locked()).contains("app-1-1.aarch64.rpm").contains("app-1-1.x86_64.rpm");
    assertThat(run.out)
        .isEqualTo(
            "aarch64 (new):\n  added    app.aarch64 1-1\nx86_64 (new):\n  added    app.x86_64 1-1\n");
    assertThat(lock("--check", "--offline").exitCode).isZero();
  }

  @Test
  void changesOneArchitectureAlone() throws Exception {
    lock();
    publish("x86_64", "2");
    publish("aarch64", "2");
    CommandRun run = lock("--arch", "x86_64", "--diff");
    assertThat(run.exitCode).as(run.toString()).isZero();
    assertThat(run.out).isEqualTo("x86_64:\n  up       app.x86_64 1-1 -> 2-1\n");
    assertThat(locked()).contains("app-1-1.aarch64.rpm").contains("app-2-1.x86_64.rpm");
    assertThat(lock("--check").exitCode).isEqualTo(1);
  }

  @Test
  void writesNothingWhenSomethingCannotBeHad() throws Exception {
    lock();
    String before = locked();
    input("[app, apq]");
    CommandRun run = lock();
    assertThat(run.exitCode).as(run.toString()).isEqualTo(10);
    assertThat(run.err)
        .contains("x86_64: no package matches 'apq' (near: app)")
        .contains("aarch64: no package matches 'apq'");
    assertThat(locked()).isEqualTo(before);
  }

  @Test
  void asksWhichInputIsMeantWhereTwoLie() throws Exception {
    Files.writeString(directory.resolve("artifacts.in.yaml"), "input: []\n");
    CommandRun run = lock();
    assertThat(run.exitCode).as(run.toString()).isEqualTo(10);
    assertThat(run.err)
        .contains("artifacts.in.yaml (generic) and rpms.in.yaml (rpm)")
        .contains("--type ECOSYSTEM");
    assertThat(lock("--type", "rpm").exitCode).isZero();
  }

  @Test
  void saysWhereItLookedWhenNothingLiesThere() throws Exception {
    Files.delete(directory.resolve("rpms.in.yaml"));
    CommandRun run = lock();
    assertThat(run.exitCode).as(run.toString()).isEqualTo(10);
    assertThat(run.err).contains("holds nothing that can be locked");
  }

  @Test
  void refusesArchitecturesForOthers() {
    CommandRun run = lock("--type", "generic", "--arch", "x86_64");
    assertThat(run.exitCode).as(run.toString()).isEqualTo(10);
    assertThat(run.err).contains("option 'arches' is not known here");
  }
}
