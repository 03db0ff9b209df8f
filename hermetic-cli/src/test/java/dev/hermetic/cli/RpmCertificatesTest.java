package dev.hermetic.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.HttpSettings;
import dev.hermetic.core.InputException;
import dev.hermetic.core.Options;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.RelPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code options.ssl}, as Hermeto's input JSON has it. */
final class RpmCertificatesTest {
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
        arches:
        - arch: x86_64
          packages:
          - url: https://CDN.example/a.rpm
          - url: "https://user@cdn.example:8443/b.rpm"
          - url: http://plain.example/c.rpm
        """);
  }

  @Test
  void presentsThePairToTheHostsOfTheLock() {
    HttpSettings http = apply(Map.of("client_cert", certificate, "client_key", key));
    assertThat(http.clientCertificates().keySet())
        .containsExactly("cdn.example", "cdn.example:8443");
    assertThat(http.clientCertificates().get("cdn.example").key()).hasToString(key);
  }

  @Test
  void trustsTheAuthority() {
    assertThat(apply(Map.of("ca_bundle", certificate)).caBundle()).hasValue(Path.of(certificate));
  }

  @Test
  void refusesHalfOfAPairMissingFilesAndUncheckedServers() {
    assertRefused(Map.of("client_cert", certificate), "need each other");
    assertRefused(Map.of("ca_bundle", directory.resolve("no").toString()), "names no file");
    assertRefused(Map.of("ssl_verify", false), "servers are always checked");
  }

  @Test
  void theInputGoesOnWithoutThem() {
    PackageInput input = input(Map.of("client_cert", certificate, "client_key", key));
    PackageInput other = PackageInput.of("npm", ".");
    List<PackageInput> rest = RpmCertificates.withoutCertificates(List.of(input, other));
    assertThat(rest.get(0).options().asMap())
        .isEqualTo(Map.of("options", Map.of("dnf", Map.of("os", Map.of("priority", 1)))));
    assertThat(rest.get(1)).isSameAs(other);
  }

  private void assertRefused(Map<String, ?> ssl, String message) {
    assertThatThrownBy(() -> apply(ssl))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(message);
  }

  private HttpSettings apply(Map<String, ?> ssl) {
    HttpSettings.Builder http = HttpSettings.builder();
    new RpmCertificates(directory, Path::of).apply(List.of(input(ssl)), http);
    return http.build();
  }

  private static PackageInput input(Map<String, ?> ssl) {
    Map<String, Object> nested = Map.of("ssl", ssl, "dnf", Map.of("os", Map.of("priority", 1)));
    return new PackageInput("rpm", RelPath.ROOT, Options.of(Map.of("options", nested)));
  }
}
