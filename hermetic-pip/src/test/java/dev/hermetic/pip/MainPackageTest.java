package dev.hermetic.pip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.RelPath;
import dev.hermetic.testkit.FakeContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The project itself in the bill of materials. */
class MainPackageTest {
  @TempDir Path root = Path.of("unset");
  private FakeContext context;

  @BeforeEach
  void create() {
    context = new FakeContext(root);
  }

  private String purl(String directory) throws IOException {
    return MainPackage.of(context, RelPath.of(directory))
        .map(component -> component.purl().toString())
        .orElse("none");
  }

  private void write(String file, String text) throws IOException {
    Files.createDirectories(root.resolve(file).getParent());
    Files.writeString(root.resolve(file), text);
  }

  @Test
  void isNamedByTheProjectTableFirst() throws Exception {
    write("pyproject.toml", "[project]\nname = 'My.App'\nversion = '1.2'\n");
    write("setup.py", "setup(name='other')\n");
    assertThat(purl(".")).isEqualTo("pkg:pypi/my-app@1.2");
  }

  @Test
  void liesInADirectory() throws Exception {
    write("sub/dir/pyproject.toml", "[project]\nname = 'app'\ndynamic = ['version']\n");
    assertThat(purl("sub/dir")).isEqualTo("pkg:pypi/app#sub/dir");
  }

  @Test
  void isNamedByWhatSetupIsGivenLiterally() throws Exception {
    write(
        "setup.py",
        "from s import setup\nname = 'no'\nsetup(\n  name = \"app\",\n  version=v())\n");
    write("setup.cfg", "[metadata]\nname = other\n");
    assertThat(purl(".")).isEqualTo("pkg:pypi/app");
  }

  @Test
  void isNamedBySetupCfg() throws Exception {
    write("pyproject.toml", "[build-system]\nrequires = []\n");
    write(
        "setup.cfg", "[options]\nname = no\n[metadata]\nname = app\nversion: 3\n[x]\nname = no\n");
    assertThat(purl(".")).isEqualTo("pkg:pypi/app@3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"attr: app.version", "file: VERSION"})
  void hasNoVersionThatWouldHaveToBeComputed(String version) throws Exception {
    write("setup.cfg", "[metadata]\nname = app\nversion = " + version + "\n");
    assertThat(purl(".")).isEqualTo("pkg:pypi/app");
  }

  /** The mistake of a widely copied sample. */
  @Test
  void isNotNamedByASectionOfTheOtherFileAndSaysSo() throws Exception {
    write("pyproject.toml", "[metadata]\nname = 'app'\n");
    assertThat(purl(".")).isEqualTo("none");
    assertThat(context.reported())
        .extracting(Diagnostic::toString)
        .containsExactly(
            "pyproject.toml: [metadata] is a section of setup.cfg and means nothing here");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[project", "[project]\nname = 7\n"})
  void aBrokenFileIsAWarning(String text) throws Exception {
    write("pyproject.toml", text);
    assertThat(purl(".")).isEqualTo("none");
    assertThat(context.reported())
        .extracting(Diagnostic::code)
        .containsExactly("pip.project-metadata");
  }

  @Test
  void aNameThatIsNoneIsLeftOut() throws Exception {
    write("pyproject.toml", "[project]\nname = '../x'\n");
    assertThat(purl(".")).isEqualTo("none");
  }
}
