package dev.hermetic.pip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.ClientAnswer;
import dev.hermetic.core.HostContext;
import dev.hermetic.core.InputException;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.spi.Configured;
import dev.hermetic.testkit.FakeConfigurationContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The chain of pip's configuration, as {@code pip config debug} lists it. */
final class PipConfigurationTest {
  private @TempDir Path directory;
  private final Map<String, String> variables = new HashMap<>();

  @BeforeEach
  void keepTheMachineOut() throws IOException {
    Files.createDirectories(directory.resolve("home"));
    variables.put("HOME", directory.resolve("home").toString());
    variables.put("XDG_CONFIG_DIRS", directory.resolve("machine").toString());
  }

  @Test
  void prefersTheEnvironmentThenTheNamedFileThenTheVenvThenTheUserThenPip() throws IOException {
    assertThat(indexes()).containsEntry("pip", "https://installed.example/simple");
    write("machine/pip/pip.conf", "[global]\nindex-url = https://machine.example/simple\n");
    assertThat(indexes()).containsEntry("pip", "https://machine.example/simple");
    write("home/.pip/pip.conf", "[global]\nindex-url: https://legacy.example/simple\n");
    assertThat(indexes()).containsEntry("pip", "https://legacy.example/simple");
    write("home/.config/pip/pip.conf", "[global]\nindex_url=https://user.example/simple\n");
    assertThat(indexes()).containsEntry("pip", "https://user.example/simple");
    write("venv/pip.conf", "[download]\nindex-url = https://venv.example/simple\n");
    variables.put("VIRTUAL_ENV", directory.resolve("venv").toString());
    assertThat(indexes()).containsEntry("pip", "https://venv.example/simple");
    variables.put(
        "PIP_CONFIG_FILE", write("named.conf", "[global]\nindex-url=https://named.example/s\n"));
    assertThat(indexes()).containsEntry("pip", "https://named.example/s");
    variables.put("PIP_INDEX_URL", "https://environment.example/simple");
    assertThat(indexes()).containsEntry("pip", "https://environment.example/simple");
  }

  @Test
  void theSectionOfTheCommandWinsOverTheGlobalOne() throws IOException {
    write(
        "home/.config/pip/pip.conf",
        "[download]\nindex-url = https://d.example/\n[install]\nindex-url = https://i.example/\n"
            + "[global]\nindex-url = https://g.example/\n");

    assertThat(indexes()).containsEntry("pip", "https://d.example/");
  }

  @Test
  void readsFurtherIndexesFromOneLayerOnly() throws IOException {
    write("machine/pip/pip.conf", "[global]\nextra-index-url = https://m.example/\n");
    write(
        "home/.config/pip/pip.conf",
        "[global]\nextra-index-url =\n    https://a.example/\n    # no\n    https://b.example/\n");

    assertThat(indexes())
        .containsEntry("pip/extra-1", "https://a.example/")
        .containsEntry("pip/extra-2", "https://b.example/")
        .doesNotContainValue("https://m.example/");
  }

  @Test
  void takesCredentialsOutOfTheAddress() {
    variables.put("PIP_INDEX_URL", "https://user:p%40ss@corp.example/simple");
    Configured found = read();

    assertThat(found.registries().get("pip").uri().uri())
        .hasToString("https://corp.example/simple");
    assertThat(found.credentials().headersFor(SafeUri.parse("https://corp.example/f/a.whl")))
        .containsEntry("Authorization", "Basic dXNlcjpwQHNz");
    assertThat(found.credentials().headersFor(SafeUri.parse("http://corp.example/f/a.whl")))
        .isEmpty();
    assertThat(found.credentials().headersFor(SafeUri.parse("https://x.corp.example/"))).isEmpty();
  }

  @Test
  void theNullDeviceSwitchesFilesOff() throws IOException {
    write("home/.config/pip/pip.conf", "[global]\nindex-url = https://user.example/\n");
    variables.put("PIP_CONFIG_FILE", "/dev/null");

    assertThat(indexes()).containsEntry("pip", "https://installed.example/simple");
  }

  @Test
  void refusesAnIndexThatIsNoHttpAddress() {
    variables.put("PIP_INDEX_URL", "file:///etc/");

    assertThatThrownBy(this::read)
        .isInstanceOfSatisfying(
            InputException.class, e -> assertThat(e.code()).isEqualTo("input.pip-conf"));
  }

  /** Those that are configured, and what pip answers where it has to be asked. */
  private Map<String, String> indexes() {
    Configured read = read();
    Map<String, String> found = new TreeMap<>();
    read.registries().forEach((name, index) -> found.put(name, index.uri().uri().toString()));
    if (!found.containsKey("pip")) {
      try {
        read.questions()
            .get("pip")
            .question()
            .ask()
            .uri()
            .ifPresent(uri -> found.put("pip", uri.uri().toString()));
      } catch (InterruptedException stopped) {
        throw new AssertionError(stopped);
      }
    }
    return found;
  }

  private Configured read() {
    HostContext host = HostContext.builder(directory).variables(variables).build();
    return new PipConfiguration(directory.resolve("etc/pip.conf"))
        .read(
            host,
            new FakeConfigurationContext(directory)
                .client(
                    "pip download --help",
                    ClientAnswer.of(
                        "  -i, --index-url <url>  Base URL (default:"
                            + " https://installed.example/simple).")));
  }

  private String write(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text).toString();
  }
}
