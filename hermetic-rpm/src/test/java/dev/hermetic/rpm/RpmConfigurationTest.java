package dev.hermetic.rpm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.HostContext;
import dev.hermetic.core.InputException;
import dev.hermetic.core.Options;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.spi.Configured;
import dev.hermetic.testkit.FakeConfigurationContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code options.ssl}, as Hermeto's input JSON has it. */
final class RpmConfigurationTest {
  private @TempDir Path directory;
  private String certificate;
  private String key;

  @BeforeEach
  void files() throws IOException {
    certificate = Files.createFile(directory.resolve("1.pem")).toString();
    key = Files.createFile(directory.resolve("1-key.pem")).toString();
    Files.writeString(
        directory.resolve("rpms.lock.yaml"),
        """
        lockfileVersion: 1
        lockfileVendor: redhat
        # url: https://comment.example/a.rpm
        arches:
        - arch: x86_64
          packages:
          - url: https://CDN.example/a.rpm
            repoid: os
            size: 4
            checksum: sha256:1111111111111111111111111111111111111111111111111111111111111111
          - url: "https://cdn.example:8443/b.rpm"
            repoid: os
            size: 4
            checksum: sha256:2222222222222222222222222222222222222222222222222222222222222222
          - url: http://plain.example/c.rpm
            repoid: os
            size: 4
            checksum: sha256:3333333333333333333333333333333333333333333333333333333333333333
          - {"url": "https://flow.example/d.rpm", "repoid": "os", "size": 4,
             "checksum": "sha256:4444444444444444444444444444444444444444444444444444444444444444"}
        """);
  }

  @Test
  void presentsThePairToTheHostsOfTheLock() throws IOException {
    List<Configured.HostCertificate> found =
        read(Map.of("client_cert", certificate, "client_key", key)).certificates();
    assertThat(found)
        .extracting(Configured.HostCertificate::host)
        .containsExactly("cdn.example", "cdn.example:8443", "flow.example");
    assertThat(found.get(0).pair().key()).hasToString(key);
  }

  @Test
  void trustsTheAuthority() throws IOException {
    assertThat(read(Map.of("ca_bundle", certificate)).caBundle()).hasValue(Path.of(certificate));
  }

  @Test
  void refusesHalfOfAPairMissingFilesAndUncheckedServers() {
    assertRefused(Map.of("client_cert", certificate), "need each other");
    assertRefused(Map.of("ca_bundle", directory.resolve("no").toString()), "names no file");
    assertRefused(Map.of("ssl_verify", false), "servers are always checked");
  }

  @Test
  void theInputGoesOnWithoutThem() throws IOException {
    PackageInput input = input(Map.of("client_cert", certificate, "client_key", key));
    assertThat(read(input, false).amended(input).options().asMap())
        .isEqualTo(Map.of("options", Map.of("dnf", Map.of("os", Map.of("priority", 1)))));
  }

  @Test
  void repositoriesGetTheVariablesThatDnfTakesFromTheEnvironmentWhenLocking() throws IOException {
    PackageInput input = PackageInput.of("rpm", ".");
    assertThat(read(input, true).amended(input).options().asMap())
        .isEqualTo(Map.of("vars", Map.of("stream", "9")));
    assertThat(read(input, false).amended(input)).isEqualTo(input);
  }

  private void assertRefused(Map<String, ?> ssl, String message) {
    assertThatThrownBy(() -> read(ssl))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(message);
  }

  private Configured read(Map<String, ?> ssl) throws IOException {
    return read(input(ssl), false);
  }

  private Configured read(PackageInput input, boolean locking) throws IOException {
    HostContext host =
        HostContext.builder(directory).variables(Map.of("DNF_VAR_stream", "9")).build();
    FakeConfigurationContext context = new FakeConfigurationContext(directory, input);
    return new RpmConfiguration().read(host, locking ? context.toLock() : context);
  }

  private static PackageInput input(Map<String, ?> ssl) {
    Map<String, Object> nested = Map.of("ssl", ssl, "dnf", Map.of("os", Map.of("priority", 1)));
    return new PackageInput("rpm", RelPath.ROOT, Options.of(Map.of("options", nested)));
  }
}
