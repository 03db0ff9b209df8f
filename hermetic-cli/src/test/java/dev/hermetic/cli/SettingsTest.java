package dev.hermetic.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.HttpSettings;
import dev.hermetic.core.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsTest {
  private @TempDir Path directory;

  @Test
  void readsHermetosNames() throws IOException {
    Files.writeString(
        directory.resolve("c.yaml"),
        "http:\n  connect_timeout: 7\n  read_timeout: 8\n  max_retries: 0\n"
            + "runtime:\n  concurrency_limit: 3\n");
    HttpSettings http = http("c.yaml", Map.of());
    assertThat(http.connectTimeout()).isEqualTo(Duration.ofSeconds(7));
    assertThat(http.idleTimeout()).isEqualTo(Duration.ofSeconds(8));
    assertThat(http.attempts()).isEqualTo(1);
    assertThat(http.connections()).isEqualTo(3);
  }

  @Test
  void prefersTheEnvironmentToFiles() throws IOException {
    Files.writeString(directory.resolve(".hermetic.yaml"), "http: {connect_timeout: 7}");
    assertThat(http(null, Map.of()).connectTimeout()).isEqualTo(Duration.ofSeconds(7));
    assertThat(http(null, Map.of("HERMETO_HTTP__CONNECT_TIMEOUT", "9")).connectTimeout())
        .isEqualTo(Duration.ofSeconds(9));
  }

  @Test
  void prefersTheNamedFileToTheOneInTheDirectory() throws IOException {
    Files.writeString(directory.resolve(".hermetic.yaml"), "http: {connect_timeout: 7}");
    Files.writeString(directory.resolve("c.yaml"), "http: {connect_timeout: 8}");
    assertThat(http("c.yaml", Map.of()).connectTimeout()).isEqualTo(Duration.ofSeconds(8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http: {timeout: 3}",
        "other: 1",
        "http: 3",
        "- a",
        "http: {connect_timeout: soon}",
        "http: {connect_timeout: 0}",
        "http: {connect_timeout: 99999999999}",
        "http: {connect_timeout: }",
        "http: [",
      })
  void refusesWhatItDoesNotKnow(String text) throws IOException {
    Files.writeString(directory.resolve("c.yaml"), text);
    assertThatThrownBy(() -> http("c.yaml", Map.of()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("c.yaml");
  }

  @Test
  void refusesANamedFileThatIsMissing() {
    assertThatThrownBy(() -> http("missing.yaml", Map.of())).isInstanceOf(InputException.class);
  }

  @Test
  void readsProxiesAsCurlDoes() {
    HttpSettings http =
        http(
            null,
            Map.of(
                "HTTP_PROXY", "http://cgi.example:1",
                "HTTPS_PROXY", "http://upper.example:2",
                "https_proxy", "lower.example:3",
                "NO_PROXY", "a.example, .b.example"));
    assertThat(http.httpProxy()).isEmpty();
    assertThat(http.httpsProxy()).hasToString("Optional[http://lower.example:3]");
    assertThat(http.noProxy()).containsExactly("a.example", ".b.example");
  }

  @Test
  void fallsBackToTheProxyForAll() {
    HttpSettings http = http(null, Map.of("ALL_PROXY", "http://all.example:1"));
    assertThat(http.httpProxy()).isPresent();
    assertThat(http.httpsProxy()).isPresent();
  }

  @Test
  void refusesAProxyItCannotSpeakTo() {
    assertThatThrownBy(() -> http(null, Map.of("all_proxy", "socks5://all.example:1")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("socks5");
  }

  private HttpSettings http(String file, Map<String, String> variables) {
    ProcessContext process = CommandRun.process(directory, variables);
    return new NetworkOptions().http(process, Settings.read(file, process));
  }
}
