package dev.hermetic.pip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hermetic.core.HermeticException;
import dev.hermetic.core.Policy;
import dev.hermetic.core.PrefetchPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files of a package are planned, for which targets, and what makes a run fail. */
class ChoosingTest {
  private static final String UNIVERSAL = "demo-1.0-py3-none-any.whl";
  private static final String X86 = "demo-1.0-cp312-cp312-manylinux_2_17_x86_64.whl";
  private static final String ARM = "demo-1.0-cp312-cp312-manylinux_2_28_aarch64.whl";
  private static final String MUSL = "demo-1.0-cp312-cp312-musllinux_1_2_x86_64.whl";
  private static final String STABLE = "demo-1.0-cp38-abi3-manylinux2014_x86_64.whl";
  private static final String SDIST = "demo-1.0.tar.gz";
  private static final String PYPROJECT = "[build-system]\nrequires = []\n";

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

  private ChoosingTest offers(String... filenames) {
    for (String name : filenames) {
      byte[] bytes =
          name.endsWith(".whl")
              ? TestWheel.wheel("demo", "1.0", name.substring(9, name.length() - 4))
              : TestWheel.sdist("demo", "1.0", PYPROJECT);
      index.file("demo", name, bytes, "");
    }
    return this;
  }

  /** Writes a requirement that lists the hashes of these files. */
  private ChoosingTest requires(String requirement, String... filenames) throws IOException {
    StringBuilder line = new StringBuilder(requirement);
    for (String name : filenames) {
      line.append(" \\\n    ").append(index.hash(name));
    }
    project.write("requirements.txt", line.append('\n').toString());
    return this;
  }

  private List<String> planned(Object... targets) throws InterruptedException {
    return project.planned(Map.of("targets", List.of(targets)));
  }

  private List<HermeticException> failures(Map<String, ?> options) {
    return PipProject.failures(catchThrowable(() -> project.plan(options)));
  }

  private HermeticException failure(Map<String, ?> options) {
    List<HermeticException> failures = failures(options);
    assertThat(failures).hasSize(1);
    return failures.get(0);
  }

  @ParameterizedTest
  @CsvSource({
    "cp312-linux-x86_64-glibc2.28, " + X86,
    "cp312-linux-aarch64-glibc2.28, " + ARM,
    "cp312-linux-aarch64-glibc2.17, " + UNIVERSAL,
    "cp312-linux-x86_64-musl1.2, " + MUSL,
    "cp313-linux-x86_64-glibc2.28, " + STABLE,
    "cp312-linux-ppc64le-glibc2.28, " + UNIVERSAL,
    "cp312-macos-arm64-14.0, " + UNIVERSAL
  })
  void takesTheWheelThatFitsATargetBest(String target, String file) throws Exception {
    String[] all = {UNIVERSAL, X86, ARM, MUSL, STABLE, SDIST};
    offers(all).requires("demo==1.0", all);

    assertThat(planned(target)).containsExactly(file);
  }

  @Test
  void takesTheUnionForSeveralTargets() throws Exception {
    offers(X86, ARM, MUSL).requires("demo==1.0", X86, ARM, MUSL);

    assertThat(planned("cp312-linux-x86_64-glibc2.28", "cp312-linux-aarch64-glibc2.28"))
        .containsExactly(X86, ARM);
  }

  @Test
  void takesOnlyFilesWhoseHashIsListed() throws Exception {
    offers(X86, UNIVERSAL).requires("demo==1.0", UNIVERSAL);

    assertThat(planned(PipProject.TARGET)).containsExactly(UNIVERSAL);
  }

  @Test
  void takesTheSdistWhereNoWheelFits() throws Exception {
    offers(ARM, SDIST).requires("demo==1.0", ARM, SDIST);

    assertThat(planned(PipProject.TARGET)).containsExactly(SDIST);
  }

  @ParameterizedTest
  @CsvSource({"fallback, 1", "only, 1", "also, 2", "never, 1"})
  void sdistsCanBeTakenOrLeft(String sdists, int count) throws Exception {
    offers(UNIVERSAL, SDIST).requires("demo==1.0", UNIVERSAL, SDIST);

    List<String> files = project.planned(Map.of("targets", PipProject.TARGET, "sdists", sdists));

    assertThat(files).hasSize(count);
    assertThat(files.contains(SDIST)).isEqualTo(sdists.equals("only") || sdists.equals("also"));
  }

  @Test
  void namesRequirementTargetAndOfferWhenNothingFits() throws Exception {
    offers(ARM, X86).requires("demo==1.0", ARM);

    HermeticException failure = failure(Map.of("targets", PipProject.TARGET));

    assertThat(failure.code()).isEqualTo("pip.no-file");
    assertThat(failure)
        .hasMessageStartingWith("requirements.txt:1: demo==1.0 has no usable file for ")
        .hasMessageContaining("cp312-linux-x86_64-glibc2.28")
        .hasMessageContaining(index.url() + " offers " + ARM + " with a listed hash, and " + X86);
  }

  @Test
  void saysWhenTheIndexDoesNotKnowTheProject() throws Exception {
    project.write("requirements.txt", "absent==1.0 --hash=sha256:" + "0".repeat(64) + "\n");

    assertThat(failure(Map.of("targets", PipProject.TARGET)))
        .hasMessageContaining("does not know the project");
  }

  @Test
  void asksForEachProjectOnce() throws Exception {
    offers(UNIVERSAL);
    String hash = index.hash(UNIVERSAL) + "\n";
    project.write(
        "requirements.txt",
        "demo==1.0 ; os_name == 'nt' " + hash + "demo==1.0 ; os_name != 'nt' " + hash);

    planned(PipProject.TARGET);

    assertThat(index.requests("/simple/demo/")).isEqualTo(1);
  }

  @Test
  void leavesOutWhatNoTargetNeedsAndSaysSo() throws Exception {
    offers(UNIVERSAL);
    project.write(
        "requirements.txt", "demo==1.0 ; sys_platform == 'win32' " + index.hash(UNIVERSAL) + "\n");

    PrefetchPlan plan = project.plan(Map.of("targets", PipProject.TARGET));

    assertThat(plan.placements()).isEmpty();
    assertThat(plan.diagnostics()).anyMatch(d -> d.code().equals("pip.omitted"));
  }

  @Test
  void mindsThePythonThatAFileRequires() throws Exception {
    byte[] bytes = TestWheel.wheel("demo", "1.0", "py3-none-any");
    index.file("demo", UNIVERSAL, bytes, "data-requires-python='&gt;=3.13'");
    offers(SDIST).requires("demo==1.0", UNIVERSAL, SDIST);

    assertThat(planned("cp312-linux-x86_64")).containsExactly(SDIST);
    assertThat(planned("cp313-linux-x86_64")).containsExactly(UNIVERSAL);
  }

  @Test
  void prefersTheHigherBuildNumber() throws Exception {
    String first = "demo-1.0-2-py3-none-any.whl";
    String second = "demo-1.0-10-py3-none-any.whl";
    for (String name : List.of(first, second, UNIVERSAL)) {
      index.file("demo", name, TestWheel.wheel("demo", "1.0", name), "");
    }
    requires("demo==1.0", UNIVERSAL, first, second);

    assertThat(planned(PipProject.TARGET)).containsExactly(second);
    assertThat(project.planned(Map.of())).containsExactly(second);
  }

  @Test
  void takesAYankedFileThatIsPinnedAndWarns() throws Exception {
    byte[] bytes = TestWheel.wheel("demo", "1.0", "py3-none-any");
    index.file("demo", UNIVERSAL, bytes, "data-yanked='has a bug'");
    requires("demo==1.0", UNIVERSAL);

    PrefetchPlan plan = project.plan(Map.of("targets", PipProject.TARGET));

    assertThat(plan.placements()).hasSize(1);
    assertThat(plan.diagnostics())
        .anyMatch(d -> d.code().equals("pip.yanked") && d.message().endsWith("has a bug"));
  }

  @Test
  void honoursTheBinaryRulesOfTheFile() throws Exception {
    offers(UNIVERSAL, SDIST);
    String line = "demo==1.0 " + index.hash(UNIVERSAL) + " " + index.hash(SDIST) + "\n";
    project.write("requirements.txt", "--no-binary demo\n" + line);

    assertThat(planned(PipProject.TARGET)).containsExactly(SDIST);
  }

  @Test
  void withoutTargetsTakesWhatEveryTargetWouldTake() throws Exception {
    offers(UNIVERSAL, SDIST).requires("demo==1.0", UNIVERSAL, SDIST);

    assertThat(project.planned(Map.of())).containsExactly(UNIVERSAL);
  }

  @Test
  void withoutTargetsSaysWhichOptionIsMissing() throws Exception {
    offers(X86, SDIST).requires("demo==1.0", X86, SDIST);

    HermeticException failure = failure(Map.of());

    assertThat(failure.code()).isEqualTo("pip.no-target");
    assertThat(failure.hints()).first().asString().contains("'targets'");
  }

  @Test
  void allFilesTakesEverythingThatIsListed() throws Exception {
    offers(X86, ARM, MUSL, SDIST).requires("demo==1.0", X86, ARM, SDIST);

    assertThat(project.planned(Map.of("all-files", true))).containsExactly(X86, ARM, SDIST);
  }

  @Test
  void takesFilesWithoutHashesOfAnIndexAndLetsTheBytesDecide() throws Exception {
    byte[] bytes = TestWheel.wheel("demo", "1.0", "py3-none-any");
    index.unhashed("demo", UNIVERSAL, bytes);
    requires("demo==1.0", UNIVERSAL);

    project.run(Map.of("targets", PipProject.TARGET));

    assertThat(project.files()).contains(UNIVERSAL);
  }

  @Test
  void bytesThatAreNotTheListedOnesFailTheRun() throws Exception {
    offers(UNIVERSAL).requires("demo==1.0", UNIVERSAL);
    index.tamper(UNIVERSAL, new byte[] {1, 2, 3});

    List<HermeticException> failures =
        PipProject.failures(catchThrowable(() -> project.run(Map.of())));

    assertThat(failures).allMatch(failure -> failure.code().startsWith("integrity."));
    assertThat(project.output).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo==1.0", "demo"})
  void refusesRequirementsWithoutHash(String requirement) throws Exception {
    project.write("requirements.txt", requirement + "\n");

    assertThat(failure(Map.of()).code()).isIn("pip.no-hash", "pip.unpinned");
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo>=1.0", "demo==1.*", "demo==1.0,!=2.0", "demo"})
  void refusesRequirementsThatNameNoVersion(String requirement) throws Exception {
    project.write("requirements.txt", requirement + " --hash=sha256:" + "0".repeat(64) + "\n");

    assertThat(failure(Map.of()).code()).isEqualTo("pip.unpinned");
  }

  @Test
  void takesTheDigestOfTheIndexWhereUnpinnedFilesAreAllowed() throws Exception {
    offers(UNIVERSAL).project.write("requirements.txt", "demo==1.0\n");
    project.policy(Policy.builder().allowUnpinned(true).build());

    project.run(Map.of());

    assertThat(project.files()).contains(UNIVERSAL);
  }

  @Test
  void saysThatGitIsNotSupported() throws Exception {
    project.write(
        "requirements.txt", "demo @ git+https://git.example/demo@" + "a".repeat(40) + "\n");

    HermeticException failure = failure(Map.of());

    assertThat(failure.code()).isEqualTo("pip.git");
    assertThat(failure).hasMessageStartingWith("requirements.txt:1: ");
  }

  @Test
  void reportsAllProblemsAtOnce() throws Exception {
    project.write(
        "requirements.txt",
        "one>=1 --hash=sha256:%1$s\ntwo==1 --hash=sha256:%1$s\n".formatted("0".repeat(64)));

    assertThat(failures(Map.of("targets", PipProject.TARGET)))
        .extracting(HermeticException::code)
        .containsExactly("pip.unpinned", "pip.no-file");
  }

  @Test
  void needsAnIndex() throws Exception {
    PipProject lonely = new PipProject(temp.resolve("lonely"));
    lonely.write("requirements.txt", "demo==1.0 --hash=sha256:" + "0".repeat(64) + "\n");

    assertThat(PipProject.failures(catchThrowable(() -> lonely.plan(Map.of()))))
        .extracting(HermeticException::code)
        .containsExactly("pip.no-index");
  }

  @ParameterizedTest
  @CsvSource({"first-match, 0", "all, 1"})
  void asksOneIndexOrAll(String strategy, int files) throws Exception {
    offers(UNIVERSAL).requires("demo==1.0", UNIVERSAL);
    try (TestIndex first = TestIndex.start()) {
      first.wheel("demo", "0.9", "py3-none-any");
      Map<String, Object> options =
          Map.of(
              "index-url", first.url(),
              "extra-index-urls", index.url(),
              "index-strategy", strategy);
      if (files == 0) {
        assertThat(failure(options).code()).isEqualTo("pip.no-file");
      } else {
        assertThat(project.planned(options)).hasSize(files);
      }
    }
  }

  @Test
  void theIndexOfTheFileWinsOverAllOthers() throws Exception {
    offers(UNIVERSAL);
    project
        .registry("pip", "http://127.0.0.1:9/nobody")
        .write(
            "requirements.txt",
            "-i " + index.url() + "\ndemo==1.0 " + index.hash(UNIVERSAL) + "\n");

    assertThat(project.planned(Map.of())).containsExactly(UNIVERSAL);
  }

  @Test
  void refusesPasswordsInIndexUrls() throws Exception {
    project.write("requirements.txt", "-i https://u:secret@i.example/simple\ndemo==1.0\n");

    HermeticException failure = failure(Map.of());

    assertThat(failure.code()).isEqualTo("pip.credentials");
    assertThat(failure).hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "targets | cp312 ",
        "sdists | sometimes",
        "index-strategy | random",
        "requirements_files | ../outside.txt"
      })
  void refusesOptionsThatMakeNoSense(String name, String value) {
    assertThat(failure(Map.of(name, value)).code()).matches("(input|pip)\\..*");
  }

  @Test
  void refusesOptionsThatExcludeEachOther() {
    assertThat(failure(Map.of("targets", PipProject.TARGET, "all-files", true)).code())
        .isEqualTo("input.option");
  }
}
