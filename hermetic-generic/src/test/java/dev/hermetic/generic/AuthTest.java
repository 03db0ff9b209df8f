package dev.hermetic.generic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.InputException;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PackageInput;
import dev.hermetic.testkit.FakeContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthTest {
  private static final String CHECKSUM =
      "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  @TempDir Path directory;
  private FakeContext context;

  @BeforeEach
  void context() {
    context = new FakeContext(directory);
    context.variable("TOKEN", "s3cret");
  }

  @Test
  void sendsABearerValueVerbatim() throws IOException {
    assertThat(resolve("{bearer: {header: PRIVATE-TOKEN, value: $TOKEN}}").requestHeaders())
        .isEqualTo(Map.of("PRIVATE-TOKEN", "s3cret"));
  }

  /** PyYAML writes one mapping that several artifacts share as an anchor and aliases. */
  @Test
  void takesAMappingThatPyYamlWroteOnce() throws IOException {
    Files.writeString(
        directory.resolve("artifacts.lock.yaml"),
        """
        metadata: {version: '2.0'}
        artifacts:
        - download_url: https://a.example/f
          checksum: %1$s
          auth: &id001
            bearer: {header: PRIVATE-TOKEN, value: $TOKEN}
        - download_url: https://a.example/g
          checksum: %1$s
          auth: *id001
        """
            .formatted(CHECKSUM));
    assertThat(
            new GenericResolver()
                .resolve(PackageInput.of("generic", "."), context).artifacts().stream()
                    .map(Artifact::requestHeaders))
        .containsOnly(Map.of("PRIVATE-TOKEN", "s3cret"));
  }

  @Test
  void namesAuthorizationByDefault() throws IOException {
    assertThat(resolve("{bearer: {value: 'Bearer ${TOKEN}'}}").requestHeaders())
        .isEqualTo(Map.of("Authorization", "Bearer s3cret"));
  }

  /** The example of RFC 7617, section 2. */
  @Test
  void encodesUserAndPassword() throws IOException {
    assertThat(resolve("{basic: {username: Aladdin, password: open sesame}}").requestHeaders())
        .isEqualTo(Map.of("Authorization", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="));
  }

  @Test
  void keepsOtherDollarSigns() throws IOException {
    assertThat(resolve("{bearer: {value: 'a$$TOKEN $5 $'}}").requestHeaders())
        .isEqualTo(Map.of("Authorization", "a$TOKEN $5 $"));
  }

  @Test
  void namesAVariableThatIsNotSet() {
    assertThatThrownBy(() -> resolve("{bearer: {value: $ABSENT}}"))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("artifacts.lock.yaml:5:", "ABSENT");
  }

  @Test
  void warnsOfAnEmptyVariable() throws IOException {
    context.variable("EMPTY", "");
    resolve("{bearer: {value: 'x$EMPTY'}}");
    assertThat(context.reported())
        .extracting(Object::toString)
        .containsExactly("artifacts.lock.yaml:5: the variable EMPTY is empty");
  }

  @Test
  void refusesAuthInTheFirstVersion() {
    assertThatThrownBy(() -> resolve("1.0", "{bearer: {value: a}}"))
        .isInstanceOf(LockfileException.class)
        .hasMessageContainingAll("artifacts.lock.yaml:5:", "2.0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{bearer: {value: a}, basic: {username: a, password: b}}",
        "{digest: {}}",
        "{bearer: {}}",
        "{bearer: {value: a, more: b}}",
        "{bearer: {value: a, header: Host}}",
        "{bearer: {value: a, header: 'X Y'}}",
        "{bearer: {value: a, header: \"X\\r\\nY\"}}",
        "{basic: {username: a}}",
        "{basic: {username: 'a:b', password: c}}",
        "{bearer: {value: 12}}",
        "text"
      })
  void refusesOtherForms(String auth) {
    assertThatThrownBy(() -> resolve(auth)).isInstanceOf(LockfileException.class);
  }

  @Test
  void refusesValuesThatBreakOutOfTheHeader() {
    context.variable("TOKEN", "a\r\nX: y");
    assertThatThrownBy(() -> resolve("{bearer: {value: $TOKEN}}"))
        .isInstanceOf(LockfileException.class)
        .hasMessageNotContaining("X: y");
  }

  @Test
  void neverLendsASecretToAMirror() {
    String mirror = "\n  - {download_url: 'https://b.example/f', checksum: '" + CHECKSUM + "'}";
    assertThatThrownBy(() -> resolve("{bearer: {value: $TOKEN}}" + mirror))
        .isInstanceOf(LockfileException.class)
        .hasMessageContainingAll("artifacts.lock.yaml:6:", "auth");
  }

  @Test
  void showsNoSecret() {
    assertThat(
            new Auth.Bearer(
                    new dev.hermetic.core.Location(dev.hermetic.core.RelPath.of("a"), 1), "H", "v1")
                .toString())
        .doesNotContain("v1");
  }

  private Artifact resolve(String auth) throws IOException {
    return resolve("2.0", auth);
  }

  private Artifact resolve(String version, String auth) throws IOException {
    String lock =
        "metadata: {version: '"
            + version
            + "'}\nartifacts:\n  - download_url: https://a.example/f\n    checksum: "
            + CHECKSUM
            + "\n    auth: "
            + auth
            + "\n";
    Files.writeString(directory.resolve("artifacts.lock.yaml"), lock);
    return new GenericResolver()
        .resolve(PackageInput.of("generic", "."), context)
        .artifacts()
        .get(0);
  }
}
