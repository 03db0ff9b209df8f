package dev.hermetic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script {@code hermetic} of a checkout that is built, with programs that tell what they see.
 */
@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it is a shell script")
final class LauncherTest {
  /** Knows two locales; as glibc's, it falls back to ASCII. */
  private static final String LOCALE =
      """
      #!/bin/sh
      case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
        C.UTF-8 | de_DE.UTF-8) echo UTF-8 ;;
        de_DE) echo ISO-8859-1 ;;
        *) echo ANSI_X3.4-1968 ;;
      esac
      """;

  private static final String NO_LOCALE = "#!/bin/sh\nexit 127\n";

  private static final String JAVA =
      """
      #!/bin/sh
      echo "locale ${LC_ALL-unset}"
      for argument; do last=$argument; done
      echo "last $last"
      """;

  @TempDir Path temporary;
  private Path checkout;

  @BeforeEach
  void build() throws IOException {
    checkout = Files.createDirectories(temporary.resolve("checkout"));
    Files.copy(Path.of("../hermetic"), checkout.resolve("hermetic"));
    file("pom.xml", "");
    file("hermetic-cli/pom.xml", "");
    file("hermetic-cli/src/main/launcher/jvm.options", "");
    file("hermetic-cli/target/hermetic-cli-1.jar", "");
    file("hermetic-cli/target/lib/other.jar", "");
    file("hermetic-cli/target/hermetic-17.0.1.jsa", "");
    file("hermetic-cli/target/hermetic.built", "");
    file("jdk/release", "JAVA_VERSION=\"17.0.1\"\n");
    program("jdk/bin/java", JAVA);
    program("bin/locale", LOCALE);
  }

  private void file(String path, String text) throws IOException {
    Path file = checkout.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void program(String path, String text) throws IOException {
    file(path, text);
    Files.setPosixFilePermissions(
        checkout.resolve(path), PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** What Java was started with. */
  private String started(Map<String, String> locale) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("sh", "hermetic", "plan");
    builder.directory(checkout.toFile()).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("LC_") || name.startsWith("LANG"));
    environment.putAll(locale);
    environment.put("JAVA_HOME", checkout.resolve("jdk").toString());
    environment.put("PATH", checkout.resolve("bin") + ":" + environment.get("PATH"));
    Process process = builder.start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void givesJavaAUtf8LocaleWhereThereIsNone() throws IOException {
    assertThat(started(Map.of())).isEqualTo("locale C.UTF-8\nlast plan\n");
  }

  @Test
  void givesJavaAUtf8LocaleInPlaceOfAnother() throws IOException {
    assertThat(started(Map.of("LC_ALL", "C"))).startsWith("locale C.UTF-8\n");
    assertThat(started(Map.of("LANG", "de_DE"))).startsWith("locale C.UTF-8\n");
    assertThat(started(Map.of("LC_CTYPE", "C", "LANG", "de_DE.UTF-8")))
        .startsWith("locale C.UTF-8\n");
  }

  @Test
  void givesJavaAUtf8LocaleInPlaceOfOneThatIsNotInstalled() throws IOException {
    assertThat(started(Map.of("LANG", "xx_YY.UTF-8"))).startsWith("locale C.UTF-8\n");
  }

  @Test
  void leavesAUtf8LocaleAlone() throws IOException {
    assertThat(started(Map.of("LANG", "de_DE.UTF-8"))).startsWith("locale unset\n");
    assertThat(started(Map.of("LANG", "C.UTF-8"))).startsWith("locale unset\n");
    assertThat(started(Map.of("LC_ALL", "de_DE.UTF-8"))).startsWith("locale de_DE.UTF-8\n");
  }

  @Test
  void goesByNamesWhereNoProgramKnowsLocales() throws IOException {
    program("bin/locale", NO_LOCALE);
    assertThat(started(Map.of("LANG", "xx_YY.utf8"))).startsWith("locale unset\n");
    assertThat(started(Map.of("LANG", "xx_YY"))).startsWith("locale C.UTF-8\n");
  }
}
