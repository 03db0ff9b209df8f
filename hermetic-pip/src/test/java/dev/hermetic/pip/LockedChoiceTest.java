package dev.hermetic.pip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.PrefetchPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a {@code pylock.toml} makes the resolver plan; nothing is fetched here. */
class LockedChoiceTest {
  private static final String HASHES = "hashes = {sha256 = \"" + "ab".repeat(32) + "\"}";
  private static final String OTHER = "hashes = {sha256 = \"" + "cd".repeat(32) + "\"}";

  @TempDir Path temp = Path.of("unset");
  private PipProject project;

  @BeforeEach
  void start() throws IOException {
    project = new PipProject(temp);
  }

  private LockedChoiceTest lock(String head, String... packages) throws IOException {
    StringBuilder text = new StringBuilder("lock-version = \"1.0\"\ncreated-by = \"t\"\n");
    text.append(head).append('\n');
    for (String each : packages) {
      text.append("\n[[packages]]\n").append(each).append('\n');
    }
    project.write("pylock.toml", text.toString());
    return this;
  }

  private static String wheel(String name, String more) {
    return "name = \"%1$s\"\nversion = \"1.0\"\n%2$s\nwheels = [{url = \"https://f.example/%1$s-1.0-py3-none-any.whl\", size = 7, %3$s}]"
        .formatted(name, more, HASHES);
  }

  private List<String> planned(Map<String, ?> options) throws InterruptedException {
    return project.planned(options);
  }

  private HermeticException failure(Map<String, ?> options) {
    List<HermeticException> failures =
        PipProject.failures(catchThrowable(() -> project.plan(options)));
    assertThat(failures).hasSize(1);
    return failures.get(0);
  }

  @Test
  void needsNoIndex() throws Exception {
    lock("", wheel("demo", ""));

    PrefetchPlan plan = project.plan(Map.of());

    Artifact artifact = plan.placements().get(0).artifact();
    assertThat(artifact.purl()).hasToString("pkg:pypi/demo@1.0");
    assertThat(artifact.size()).hasValue(7);
    assertThat(artifact.pinnedAt().orElseThrow()).hasToString("pylock.toml:5");
    assertThat(artifact.locators().get(0).uri())
        .hasToString("https://f.example/demo-1.0-py3-none-any.whl");
  }

  @Test
  void evaluatesMarkersForEachTarget() throws Exception {
    lock(
        "",
        wheel("both", ""),
        wheel("arm", "marker = \"platform_machine == 'aarch64'\""),
        wheel("win", "marker = \"sys_platform == 'win32'\""));

    assertThat(planned(Map.of("targets", List.of("cp312-linux-x86_64", "cp312-linux-aarch64"))))
        .containsExactly("arm-1.0-py3-none-any.whl", "both-1.0-py3-none-any.whl");
  }

  @Test
  void choosesBetweenTwoVersionsByTheirMarkers() throws Exception {
    String old = "name = \"demo\"\nversion = \"4.0.0\"\nmarker = \"platform_machine == 's390x'\"\n";
    String next =
        "name = \"demo\"\nversion = \"4.0.1\"\nmarker = \"platform_machine != 's390x'\"\n";
    lock(
        "",
        old
            + "wheels = [{url = \"https://f.example/demo-4.0.0-py3-none-any.whl\", "
            + HASHES
            + "}]",
        next
            + "wheels = [{url = \"https://f.example/demo-4.0.1-py3-none-any.whl\", "
            + OTHER
            + "}]");

    assertThat(planned(Map.of("targets", "cp312-linux-s390x")))
        .containsExactly("demo-4.0.0-py3-none-any.whl");
    assertThat(planned(Map.of("targets", "cp312-linux-x86_64")))
        .containsExactly("demo-4.0.1-py3-none-any.whl");
  }

  @Test
  void takesExtrasAndGroupsThatAreAskedFor() throws Exception {
    lock(
        "extras = [\"fast\"]\ndependency-groups = [\"test\", \"docs\"]\ndefault-groups = [\"docs\"]",
        wheel("speedups", "marker = \"'fast' in extras\""),
        wheel("checker", "marker = \"'test' in dependency_groups\""),
        wheel("writer", "marker = \"'docs' in dependency_groups\""));

    assertThat(planned(Map.of("targets", PipProject.TARGET)))
        .containsExactly("writer-1.0-py3-none-any.whl");
    assertThat(planned(Map.of("targets", PipProject.TARGET, "extras", "fast", "groups", "test")))
        .containsExactly("checker-1.0-py3-none-any.whl", "speedups-1.0-py3-none-any.whl");
  }

  @Test
  void refusesTargetsThatTheLockIsNotMadeFor() throws Exception {
    lock("requires-python = \">=3.13\"", wheel("demo", ""));

    assertThat(failure(Map.of("targets", "cp312-linux-x86_64")).code())
        .isEqualTo("pip.environment");
  }

  @Test
  void placesArchivesByTheirDigest() throws Exception {
    lock(
        "",
        "name = \"demo\"\narchive = {url = \"https://g.example/v1/demo%2Dsrc.tar.gz?x=1\", "
            + HASHES
            + "}");

    assertThat(planned(Map.of())).containsExactly("demo-" + "ab".repeat(32) + ".tar.gz");
  }

  @Test
  void refusesArchivesThatPipCannotOpen() throws Exception {
    lock("", "name = \"demo\"\narchive = {url = \"https://g.example/demo.rar\", " + HASHES + "}");

    assertThat(failure(Map.of()).code()).isEqualTo("pip.archive");
  }

  @Test
  void fetchesNothingForWhatTheProjectBringsAlong() throws Exception {
    byte[] bytes = TestWheel.wheel("demo", "1.0", "py3-none-any");
    project.write("libs/here.txt", "");
    java.nio.file.Files.write(project.root.resolve("libs/demo-1.0-py3-none-any.whl"), bytes);
    String hashes = "hashes = {sha256 = \"" + TestWheel.sha256(bytes) + "\"}";
    String file = "libs/demo-1.0-py3-none-any.whl";
    lock(
        "",
        "name = \"demo\"\nversion = \"1.0\"\nwheels = [{path = \"" + file + "\", " + hashes + "}]",
        "name = \"local\"\ndirectory = {path = \"libs\"}");

    assertThat(planned(Map.of())).isEmpty();
  }

  @Test
  void comparesFilesThatTheProjectBringsAlong() throws Exception {
    project.write("demo-1.0-py3-none-any.whl", "not a wheel");
    lock(
        "",
        "name = \"demo\"\nversion = \"1.0\"\nwheels = [{path = \"demo-1.0-py3-none-any.whl\", "
            + HASHES
            + "}]");

    assertThat(failure(Map.of()).code()).isEqualTo("integrity.digest");
  }

  @Test
  void refusesPathsThatLeadOutOfTheProject() throws Exception {
    lock("", "name = \"local\"\ndirectory = {path = \"../..\"}");
    assertThat(failure(Map.of()).code()).isEqualTo("pip.path");

    String file = "../demo-1.0-py3-none-any.whl";
    lock(
        "",
        "name = \"demo\"\nversion = \"1.0\"\nwheels = [{path = \"" + file + "\", " + HASHES + "}]");
    assertThat(failure(Map.of()).code()).isEqualTo("pip.path");
  }

  @Test
  void saysThatGitIsNotSupported() throws Exception {
    lock(
        "",
        "name = \"demo\"\nvcs = {type = \"git\", url = \"https://git.example/x\", commit-id = \""
            + "a".repeat(40)
            + "\"}");

    assertThat(failure(Map.of()).code()).isEqualTo("pip.git");
  }

  @Test
  void isReadInPlaceOfRequirementsAndSaysSo() throws Exception {
    lock("", wheel("demo", "")).project.write("requirements.txt", "unpinned\n");

    assertThat(project.plan(Map.of()).diagnostics())
        .anyMatch(d -> d.code().equals("pip.passed-over"));
  }

  @Test
  void aPasswordInAUrlIsRefusedAndNotShown() throws Exception {
    lock("", wheel("demo", "").replace("https://", "https://user:secret@"));

    assertThat(failure(Map.of()).code()).isEqualTo("pip.credentials");
    assertThat(failure(Map.of())).hasMessageNotContaining("secret");
  }

  @Test
  void aLockThatIsNoneNamesTheLine() throws Exception {
    project.write("pylock.toml", "lock-version = \"1.0\"\nthis is not toml\n");

    assertThat(failure(Map.of())).hasMessageStartingWith("pylock.toml:2");
  }

  @Test
  void anInputWithoutFilesIsAFailure() {
    assertThat(failure(Map.of()).code()).isEqualTo("lockfile.missing");
  }

  @Test
  void readsLocksOfOtherNames() throws Exception {
    lock("", wheel("demo", ""));
    String text = project.read("pylock.toml");
    project.write("locks/pylock.prod.toml", text);

    assertThat(planned(Map.of("pylock_files", "locks/pylock.prod.toml"))).hasSize(1);
    assertThat(text.getBytes(StandardCharsets.UTF_8)).isNotEmpty();
  }
}
