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

/** When an index is asked about requirements whose files the store holds already. */
class LookupsKeptTest {
  private static final String ONE = "one-1.0-py3-none-any.whl";
  private static final String TWO = "two-1.0-py3-none-any.whl";
  private static final String OTHER = "two-1.0-cp312-cp312-win_amd64.whl";

  @TempDir Path temp = Path.of("unset");
  private TestIndex index;
  private PipProject project;

  @BeforeEach
  void start() throws IOException {
    index = TestIndex.start();
    index.wheel("one", "1.0", "py3-none-any").wheel("two", "1.0", "py3-none-any");
    index.wheel("two", "1.0", "cp312-cp312-win_amd64");
    project = new PipProject(temp).registry("pip", index.url());
    requires("one==1.0 " + index.hash(ONE), two(index.hash(TWO), index.hash(OTHER)));
  }

  @AfterEach
  void stop() {
    index.close();
  }

  private static String two(String... hashes) {
    return "two==1.0 " + String.join(" ", hashes);
  }

  private void requires(String... lines) throws IOException {
    project.write("requirements.txt", String.join("\n", lines) + "\n");
  }

  private PrefetchReport run(String target) throws InterruptedException {
    return project.run(Map.of("targets", List.of(target)));
  }

  private PrefetchReport run() throws InterruptedException {
    return run(PipProject.TARGET);
  }

  private int asked(String name) {
    return index.requests("/simple/" + name + "/");
  }

  @Test
  void aSecondRunAsksNoIndexAndGivesTheSameFiles() throws Exception {
    String first = run().treeDigest().toString();
    List<String> files = project.files();
    assertThat(run().treeDigest()).hasToString(first);
    assertThat(project.files()).isEqualTo(files).contains(ONE, TWO);
    assertThat(List.of(asked("one"), asked("two"))).containsExactly(1, 1);
  }

  @Test
  void asksOnlyAboutTheRequirementThatChanged() throws Exception {
    run();
    index.wheel("one", "2.0", "py3-none-any");
    requires(
        "one==2.0 " + index.hash("one-2.0-py3-none-any.whl"),
        two(index.hash(TWO), index.hash(OTHER)));
    run();
    assertThat(project.files()).contains("one-2.0-py3-none-any.whl", TWO);
    assertThat(List.of(asked("one"), asked("two"))).containsExactly(2, 1);
  }

  @Test
  void asksAgainForATargetWhoseFilesTheStoreLacks() throws Exception {
    run();
    run("cp312-windows-amd64");
    assertThat(project.files()).contains(OTHER);
    assertThat(List.of(asked("one"), asked("two"))).containsExactly(1, 2);
  }

  @Test
  void asksAgainAsLongAsAListedHashIsThatOfNoFile() throws Exception {
    requires(two(index.hash(TWO), "--hash=sha256:" + "0".repeat(64)));
    run();
    run();
    assertThat(asked("two")).isEqualTo(2);
  }

  @Test
  void anotherListOfHashesIsAnotherQuestion() throws Exception {
    requires(two(index.hash(TWO)));
    run();
    requires(two(index.hash(TWO), index.hash(OTHER)));
    run();
    assertThat(asked("two")).isEqualTo(2);
  }

  @Test
  void anotherIndexIsAskedForItself() throws Exception {
    run();
    try (TestIndex other = TestIndex.start()) {
      other.wheel("one", "1.0", "py3-none-any").wheel("two", "1.0", "py3-none-any");
      other.wheel("two", "1.0", "cp312-cp312-win_amd64");
      project.registry("pip", other.url());
      run();
      assertThat(other.requests("/simple/one/")).isEqualTo(1);
    }
  }

  @Test
  void aYankThatWasSeenIsReportedEachTime() throws Exception {
    byte[] bytes = TestWheel.wheel("bad", "1.0", "py3-none-any");
    index.file("bad", "bad-1.0-py3-none-any.whl", bytes, "data-yanked=broken");
    requires("bad==1.0 " + index.hash("bad-1.0-py3-none-any.whl"));
    for (int run = 0; run < 2; run++) {
      assertThat(run().diagnostics()).extracting(Diagnostic::code).contains("pip.yanked");
    }
    assertThat(asked("bad")).isEqualTo(1);
  }
}
