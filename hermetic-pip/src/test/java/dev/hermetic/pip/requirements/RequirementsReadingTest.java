package dev.hermetic.pip.requirements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.Digest;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PrefetchFailedException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SourceTree;
import dev.hermetic.pip.requirement.PackageName;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading requirements files; the grammar itself is compared with pip in {@link PipParserTest}. */
final class RequirementsReadingTest {
  private static final String HEX = "ab".repeat(32);
  private static final String COMMIT = "0123456789".repeat(4);

  @TempDir Path project;

  private void write(String name, String text) throws IOException {
    Path file = project.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Requirements read(String text) throws IOException {
    write("app/requirements.txt", text);
    return read(Map.of("TOKEN", "secret", "V", "1.0"));
  }

  private Requirements read(Map<String, String> variables) throws IOException {
    return Requirements.read(
        SourceTree.at(project),
        RelPath.of("app/requirements.txt"),
        name -> Optional.ofNullable(variables.get(name)));
  }

  private AbstractThrowableAssert<?, ? extends Throwable> refused(String text, String code) {
    return assertThatThrownBy(() -> read(text))
        .isInstanceOfSatisfying(
            LockfileException.class, failure -> assertThat(failure.code()).isEqualTo(code));
  }

  private static List<String> lines(Requirements requirements) {
    return requirements.requirements().stream().map(RequirementLine::toString).toList();
  }

  @Test
  void remembersTheLineOnWhichAContinuedRequirementBegins() throws Exception {
    RequirementLine line =
        read("# one\n\nfoo==1.0 ; os_name == 'posix' \\\n  # two\nbar==1\n").requirements().get(1);
    assertThat(line.location()).hasToString("app/requirements.txt:5");
  }

  @Test
  void collectsTheHashesOfARequirement() throws Exception {
    RequirementLine line =
        read("foo==1.0 \\\n    --hash=sha256:" + HEX + " \\\n    --hash sha512:" + HEX + HEX)
            .requirements()
            .get(0);
    assertThat(line.hashes())
        .containsExactly(Digest.sha256(HEX), new Digest(Digest.Algorithm.SHA512, HEX + HEX));
  }

  @Test
  void takesTheHashInTheFragmentOfAUrl() throws Exception {
    RequirementLine line =
        read("foo @ https://files.example/foo.zip#sha256=" + HEX).requirements().get(0);
    assertThat(line.hashes()).containsExactly(Digest.sha256(HEX));
  }

  @Test
  void takesARepositoryApart() throws Exception {
    RequirementLine line =
        read("git+ssh://git@git.example/a/foo.git@" + COMMIT + "#egg=foo&subdirectory=x/y")
            .requirements()
            .get(0);
    VcsUrl url = ((RequirementSource.Vcs) line.source()).url();
    assertThat(line.name()).contains(PackageName.of("foo"));
    assertThat(url.system()).isEqualTo("git");
    assertThat(url.repository()).isEqualTo("ssh://git@git.example/a/foo.git");
    assertThat(url.revision()).contains(COMMIT);
    assertThat(url.subdirectory()).contains("x/y");
    assertThat(url.isPinned()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "@main", "@0123456", "@v1.0"})
  void seesThatARevisionCanMove(String revision) throws Exception {
    RequirementLine line =
        read("foo @ git+https://git.example/foo" + revision).requirements().get(0);
    assertThat(((RequirementSource.Vcs) line.source()).url().isPinned()).isFalse();
  }

  @Test
  void includesFilesRelativeToTheIncludingOne() throws Exception {
    write("app/sub/more.txt", "-r ../../common/base.txt\nb==1\n");
    write("common/base.txt", "a==1\n");
    assertThat(lines(read("-r sub/more.txt\nc==1\n")))
        .containsExactly(
            "common/base.txt:1: a==1", "app/sub/more.txt:2: b==1", "app/requirements.txt:2: c==1");
  }

  @Test
  void readsConstraintsApart() throws Exception {
    write("app/limits.txt", "a<2\n");
    Requirements requirements = read("-c limits.txt\na==1\n");
    assertThat(lines(requirements)).containsExactly("app/requirements.txt:2: a==1");
    assertThat(requirements.constraints()).hasToString("[app/limits.txt:1: a<2]");
  }

  @Test
  void refusesFilesThatIncludeEachOther() throws Exception {
    write("app/b.txt", "-r requirements.txt\n");
    refused("-r b.txt\n", "pip.include").hasMessageStartingWith("app/b.txt:1: ");
  }

  @Test
  void includesAFileTwiceWhenTwoFilesIncludeIt() throws Exception {
    write("app/a.txt", "-r base.txt\n");
    write("app/b.txt", "-r base.txt\n");
    write("app/base.txt", "x==1\n");
    Requirements requirements = read("-r a.txt\n-r b.txt\n");
    assertThat(lines(requirements)).hasSize(2);
    assertThat(requirements.files())
        .extracting(file -> file.path().value())
        .containsExactly("app/requirements.txt", "app/a.txt", "app/base.txt", "app/b.txt");
  }

  @Test
  void boundsFilesThatDoubleAtEveryInclusion() throws Exception {
    for (int i = 0; i < 40; i++) {
      write("app/" + i + ".txt", ("-r " + (i + 1) + ".txt\n").repeat(2));
    }
    write("app/40.txt", "x==1\n");
    assertThatThrownBy(() -> read("-r 0.txt\n"))
        .hasMessageContaining("include each other too often");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-r /etc/passwd",
        "-r ../../outside.txt",
        "-r https://files.example/requirements.txt",
        "-c file:///etc/limits.txt"
      })
  void refusesToIncludeFilesOutsideOfTheProject(String line) {
    refused(line, "pip.include");
  }

  @Test
  void fillsInVariablesOfCapitalsOnly() throws Exception {
    assertThat(
            read("foo==${V} ; os_name != '${v}' and os_name != '$V'\n")
                .requirements()
                .get(0)
                .markerText())
        .isEqualTo("os_name != '${v}' and os_name != '$V'");
  }

  @Test
  void refusesAVariableWithoutAValue() {
    refused("foo @ https://${HOST}/x.whl", "pip.variable")
        .hasMessage("app/requirements.txt:1: the variable HOST is not set");
  }

  @Test
  void neverShowsTheValueOfAVariable() throws Exception {
    RequirementLine line =
        read("foo @ https://user:${TOKEN}@files.example/foo.zip\n").requirements().get(0);
    assertThat(line.toString()).doesNotContain("secret");
    refused("foo @ https://user:${TOKEN}@files.example/a b.zip\n", "pip.requirement")
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @CsvSource({
    "--find-links https://files.example/, --find-links cannot be honoured",
    "--global-option=x, --global-option cannot be honoured",
    "foo --install-option=x, --install-option cannot be honoured",
    "--bogus, there is no option '--bogus'",
    "foo==1 --pre, --pre cannot stand behind a requirement",
    "--index-url, --index-url needs a value"
  })
  void refusesOptionsThatCannotBeHonouredWithFileAndLine(String line, String message) {
    refused("\n" + line + "\n", "pip.option").hasMessage("app/requirements.txt:2: " + message);
  }

  @Test
  void tellsThatCertificatesAreCheckedAllTheSame() throws Exception {
    assertThat(read("--trusted-host files.example\n").warnings())
        .extracting(Diagnostic::code)
        .containsExactly("pip.trusted-host");
  }

  @Test
  void reportsTheProblemsOfAllLines() {
    assertThatThrownBy(() -> read("foo==\nok==1\nbar bar\n"))
        .isInstanceOfSatisfying(
            PrefetchFailedException.class,
            failure ->
                assertThat(failure.failures())
                    .extracting(HermeticException::getMessage)
                    .allMatch(message -> message.matches("app/requirements.txt:[13]: .*"))
                    .hasSize(2));
  }

  @Test
  void takesTheLastIndexAndWhatIsAddedBehindIt() throws Exception {
    Requirements requirements =
        read(
            """
            --extra-index-url https://one.example
            -i https://two.example
            --extra-index-url https://three.example
            """);
    assertThat(requirements.indexes(List.of("https://default.example")))
        .containsExactly("https://two.example", "https://three.example");
    assertThat(read("--no-index\n").indexes(List.of("https://default.example"))).isEmpty();
  }

  @Test
  void needsHashesWhereOneRequirementHasOne() throws Exception {
    assertThat(read("a==1\n").requireHashes()).isFalse();
    assertThat(read("a==1\nb==1 --hash=sha256:" + HEX).requireHashes()).isTrue();
    assertThat(read("--require-hashes\n").requireHashes()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "--no-binary :all:, false, true",
    "--only-binary :all:, true, false",
    "--no-binary :all: --only-binary foo, true, false",
    "--only-binary=:all: --no-binary=foo, false, true",
    "--only-binary=foo --no-binary=:all:, false, true",
    "--no-binary foo --no-binary :none:, true, true"
  })
  void chooseBetweenWheelsAndSdistsAsTheOptionsSay(String options, boolean wheel, boolean sdist)
      throws Exception {
    BinaryRules rules = read(options.replace(" --", "\n--")).binaryRules();
    assertThat(rules.allowsWheel(PackageName.of("foo"))).isEqualTo(wheel);
    assertThat(rules.allowsSdist(PackageName.of("foo"))).isEqualTo(sdist);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
  void followsAByteOrderMark(String charset) throws Exception {
    write("app/requirements.txt", "");
    Files.write(
        project.resolve("app/requirements.txt"),
        "\uFEFFfoo==1.0 # é\n".getBytes(Charset.forName(charset)));
    assertThat(lines(read(Map.of()))).containsExactly("app/requirements.txt:1: foo==1.0");
  }

  @Test
  void followsACommentThatNamesTheEncoding() throws Exception {
    write("app/requirements.txt", "");
    Files.write(
        project.resolve("app/requirements.txt"),
        "# -*- coding: latin-1 -*-\nfoo ; os_name != 'é'\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(read(Map.of()).requirements().get(0).markerText()).isEqualTo("os_name != 'é'");
  }

  @Test
  void refusesBytesThatAreNotUtf8() throws Exception {
    write("app/requirements.txt", "");
    Files.write(project.resolve("app/requirements.txt"), new byte[] {'f', (byte) 0xff});
    assertThatThrownBy(() -> read(Map.of()))
        .hasMessage("app/requirements.txt: the file is not UTF-8");
  }

  @Test
  void knowsLocalProjectsByTheirDirectories() throws Exception {
    Files.createDirectories(project.resolve("app/lib"));
    List<RequirementLine> lines = read("./lib[a]\n-e lib\nlib\n").requirements();
    assertThat(lines.get(0).source()).isEqualTo(new RequirementSource.Local("./lib"));
    assertThat(lines.get(1).isEditable()).isTrue();
    assertThat(lines.get(2).source()).isInstanceOf(RequirementSource.Index.class);
  }

  @Test
  void refusesADirectoryOutsideOfTheProject() {
    refused("-e ../../elsewhere\n", "pip.requirement");
  }
}
