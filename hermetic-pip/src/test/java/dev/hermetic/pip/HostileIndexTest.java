package dev.hermetic.pip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hermetic.core.HermeticException;
import dev.hermetic.testkit.FakeRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Package indexes that lie or fail. */
class HostileIndexTest {
  private static final Map<String, ?> OPTIONS = Map.of("targets", PipProject.TARGET);
  private static final String FILE = "demo-1.0-py3-none-any.whl";

  @TempDir Path temp = Path.of("unset");
  private final byte[] wheel = TestWheel.wheel("demo", "1.0", "py3-none-any");
  private FakeRegistry server;
  private PipProject project;

  @BeforeEach
  void start() throws IOException {
    server = FakeRegistry.start();
    project = new PipProject(temp).registry("pip", server.url("/simple").uri().toString());
    project.write("requirements.txt", "demo==1.0 --hash=sha256:" + TestWheel.sha256(wheel) + "\n");
    file(wheel);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void file(byte[] bytes) {
    Map<String, String> fields =
        Map.of("Content-Disposition", "attachment; filename=\"../../evil.whl\"");
    server.answer("/files/" + FILE, 200, fields, bytes);
  }

  private void page(String text) {
    page(200, "text/html", text);
  }

  private void page(int status, String type, String text) {
    Map<String, String> fields = Map.of("Content-Type", type);
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    server.answer("/simple/demo/", status, fields, body);
  }

  private static String anchor(String address, String label) {
    return "<a href=\"" + address + "\">" + label + "</a>\n";
  }

  private HermeticException failure() {
    List<HermeticException> failures =
        PipProject.failures(catchThrowable(() -> project.run(OPTIONS)));
    assertThat(failures).hasSize(1);
    assertThat(project.output).doesNotExist();
    return failures.get(0);
  }

  /** CVE-2019-20916: pip once wrote to where the header said. */
  @Test
  void theServerNeverNamesAFile() throws Exception {
    page(anchor("/files/" + FILE, FILE));

    project.run(OPTIONS);

    assertThat(project.files())
        .contains(FILE)
        .noneMatch(name -> name.contains("x" + "/") || name.equals("x"));
    assertThat(temp.resolve("x")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../../demo-1.0-py3-none-any.whl",
        "/etc/demo-1.0-py3-none-any.whl",
        "..%2fdemo-1.0-py3-none-any.whl",
        "demo-1.0-py3-none-any.whl\u0000"
      })
  void namesOfAPageCannotClimb(String name) {
    page(
        200,
        "application/vnd.pypi.simple.v1+json",
        "{\"meta\": {\"api-version\": \"1.0\"}, \"name\": \"demo\", \"files\": [{\"filename\": \""
            + name.replace("\u0000", "\\u0000")
            + "\", \"url\": \"/files/"
            + FILE
            + "\", \"hashes\": {}}]}");
    assertThat(failure().code()).isEqualTo("pip.no-file");
  }

  @Test
  void aPageThatContradictsTheRequirementRulesTheFileOut() {
    page(anchor("/files/" + FILE + "#sha256=" + "ab".repeat(32), FILE));
    HermeticException failure = failure();
    assertThat(failure.code()).isEqualTo("pip.no-file");
    assertThat(failure).hasMessageContaining(FILE);
  }

  @Test
  void otherBytesUnderTheSameNameFailTheRun() {
    page(anchor("/files/" + FILE, FILE));
    file(TestWheel.wheel("demo", "1.0", "py3-none-any", "evil"));
    assertThat(failure().code()).startsWith("integrity.");
  }

  /** An error of the index once was a warning, and the wheel was missing. */
  @ParameterizedTest
  @ValueSource(ints = {403, 410, 501})
  void anIndexThatFailsFailsTheRun(int code) {
    page(code, "text/html", "");
    assertThat(failure().code()).matches("fetch\\..*|pip\\.no-file");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>log in first</html>",
        "<!DOCTYPE html><a href=\"/login\">sign in</a>",
        "\u0000\u0001"
      })
  void aPageThatIsNoneOffersNothing(String text) {
    page(text);
    assertThat(failure().code()).matches("pip\\.no-file|fetch\\.empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://f.example/", "file:///etc/", "data:,", "javascript:"})
  void filesElsewhereThanOnServersAreNotTaken(String address) {
    page(anchor(address + FILE, FILE));
    assertThat(failure().code()).matches("pip\\..*|policy\\..*");
  }

  @Test
  void passwordsInAddressesOfFilesAreNotUsed() {
    page(anchor("http://u:s3cret@127.0.0.1:1/" + FILE, FILE));
    HermeticException failure = failure();
    assertThat(failure.toString()).doesNotContain("s3cret");
  }
}
