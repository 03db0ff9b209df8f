package dev.hermetic.pip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.PrefetchReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is fetched is all that its metadata ask for, or the run says so. */
class ClosureTest {
  private static final String PURE = "-1.0-py3-none-any.whl";

  @TempDir Path temp = Path.of("unset");
  private TestIndex index;
  private PipProject project;

  @BeforeEach
  void start() throws IOException {
    index = TestIndex.start();
    project = new PipProject(temp).registry("pip", index.url());
  }

  @AfterEach
  void stop() {
    index.close();
  }

  private ClosureTest top(String... requires) {
    index.wheel("top", "1.0", "py3-none-any", requires);
    return this;
  }

  private List<String> missing(String... requirements) throws Exception {
    project.write("requirements.txt", String.join("\n", requirements) + "\n");
    PrefetchReport report = project.run(Map.of("targets", PipProject.TARGET));
    return report.diagnostics().stream()
        .filter(finding -> finding.code().equals("pip.incomplete"))
        .map(Diagnostic::toString)
        .toList();
  }

  private String pin(String name, String extras) {
    return name + extras + "==1.0 " + index.hash(name + PURE);
  }

  @Test
  void namesWhatIsMissingWithTargetAndLine() throws Exception {
    top("leaf>=1.0");
    assertThat(missing("# first", pin("top", "")))
        .containsExactly(
            "requirements.txt:2: top==1.0 needs leaf>=1.0 for cp312-linux-x86_64-glibc2.28, and no"
                + " file covers it");
  }

  @Test
  void isContentWithAClosedSet() throws Exception {
    top("leaf>=1.0");
    index.wheel("leaf", "1.0", "py3-none-any");
    assertThat(missing(pin("top", ""), pin("leaf", ""))).isEmpty();
  }

  @Test
  void aVersionThatDoesNotFitCoversNothing() throws Exception {
    top("leaf>=2");
    index.wheel("leaf", "1.0", "py3-none-any");
    assertThat(missing(pin("top", ""), pin("leaf", ""))).hasSize(1);
  }

  @Test
  void evaluatesMarkersForTheTarget() throws Exception {
    top("win; sys_platform == 'win32'", "old; python_version < '3.9'");
    assertThat(missing(pin("top", ""))).isEmpty();
  }

  @Test
  void followsExtrasOnlyWhenTheyAreAskedFor() throws Exception {
    top("more; extra == 'x'");
    assertThat(missing(pin("top", ""))).isEmpty();
    assertThat(missing(pin("top", "[x]"))).hasSize(1);
  }

  @Test
  void followsExtrasThatAPackageAsksFor() throws Exception {
    top("mid[deep]");
    index.wheel("mid", "1.0", "py3-none-any", "hidden; extra == 'deep'");
    assertThat(missing(pin("top", ""), pin("mid", "")))
        .singleElement()
        .asString()
        .contains("mid==1.0 needs hidden");
  }

  @Test
  void aWheelWithoutMetadataIsAWarning() throws Exception {
    index.file("top", "top" + PURE, new byte[] {1, 2, 3}, "");
    project.write("requirements.txt", pin("top", "") + "\n");
    PrefetchReport report = project.run(Map.of("targets", PipProject.TARGET));
    assertThat(report.diagnostics()).extracting(Diagnostic::code).contains("pip.damaged");
  }
}
