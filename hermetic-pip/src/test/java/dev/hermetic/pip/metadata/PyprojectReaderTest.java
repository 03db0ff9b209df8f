package dev.hermetic.pip.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import dev.hermetic.pip.metadata.Pyproject.Stated;
import dev.hermetic.pip.requirement.PackageName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PyprojectReaderTest {
  private static Pyproject read(String text) {
    return PyprojectReader.read(RelPath.of("a/pyproject.toml"), text);
  }

  @Test
  void readsTheNeedsWithTheirLines() {
    Pyproject project =
        read(
            """
            [project]
            name = "demo"
            requires-python = ">=3.9"
            dependencies = [
              "flask>=3",
              "click",
            ]
            [project.optional-dependencies]
            Dev_Tools = ["pytest"]
            """);
    assertThat(project.name()).contains("demo");
    assertThat(project.requiresPython()).contains(new Stated(">=3.9", 3));
    assertThat(project.dependencies())
        .containsExactly(new Stated("flask>=3", 5), new Stated("click", 6));
    assertThat(project.extras().get(PackageName.of("dev-tools")))
        .containsExactly(new Stated("pytest", 9));
    assertThat(project.needsAreStatic()).isTrue();
  }

  @Test
  void readsGroupsAndWhatTheyInclude() {
    Pyproject project =
        read("[dependency-groups]\na = [\"x\"]\nb = [{include-group = \"a\"}, \"y\"]\n");
    assertThat(project.groups().get(PackageName.of("b")))
        .containsExactly(
            new Pyproject.GroupItem(new Stated("a", 3), true),
            new Pyproject.GroupItem(new Stated("y", 3), false));
  }

  @Test
  void readsHowAProjectIsBuilt() {
    Pyproject project =
        read("[build-system]\nrequires = [\"hatchling\"]\nbuild-backend = \"hatchling.build\"\n");
    assertThat(project.buildRequires()).containsExactly(new Stated("hatchling", 2));
    assertThat(project.build().orElseThrow().backend()).contains("hatchling.build");
  }

  @Test
  void buildsWithSetuptoolsWhereNothingIsSaid() {
    assertThat(read("").buildRequires())
        .extracting(Stated::text)
        .containsExactly("setuptools>=40.8.0", "wheel");
  }

  @Test
  void doesNotTakeDynamicNeedsForStatic() {
    assertThat(read("[project]\nname = 'x'\ndynamic = ['dependencies']\n").needsAreStatic())
        .isFalse();
    assertThat(read("[tool.x]\n").needsAreStatic()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "project = 3|1",
        "[project]#dependencies = 'x'|2",
        "[project]#dependencies = [1]|2",
        "[project]#name = []|2",
        "[project]#[project.optional-dependencies]#a = []#A = []|4",
        "[dependency-groups]#a = [{other = 'x'}]|2",
        "[project|1"
      })
  void namesTheLineOfAFault(String text, int line) {
    assertThatThrownBy(() -> read(text.replace('#', '\n')))
        .isInstanceOf(LockfileException.class)
        .hasMessageStartingWith("a/pyproject.toml:" + line + ": ");
  }
}
