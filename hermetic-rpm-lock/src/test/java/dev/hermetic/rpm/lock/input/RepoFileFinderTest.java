package dev.hermetic.rpm.lock.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RepoFileFinderTest {
  private static final RelPath INPUT = RelPath.of("ui/rpms.in.yaml");

  @TempDir private Path outer;

  private Path directory;

  @BeforeEach
  void writesFiles() throws IOException {
    directory = Files.createDirectories(outer.resolve("project"));
    for (String file :
        List.of("ui/a.repo", "ui/b.repo", "ui/.c.repo", "ui/d/e.repo", "repos/f.repo", "x")) {
      Path path = directory.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, "");
    }
    Files.writeString(outer.resolve("outside.repo"), "");
    Files.createSymbolicLink(directory.resolve("ui/link.repo"), outer.resolve("outside.repo"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.repo | ui/a.repo",
        "./d/../a.repo | ui/a.repo",
        "../repos/f.repo | repos/f.repo",
        "*.repo | ui/a.repo ui/b.repo",
        "[!a].repo | ui/b.repo",
        "?.repo | ui/a.repo ui/b.repo",
        ".*.repo | ui/.c.repo",
        "*/*.repo | ui/d/e.repo",
        "../*/*.repo | repos/f.repo ui/a.repo ui/b.repo",
      })
  void findsFilesRelativeToTheInput(String location, String files) throws IOException {
    assertThat(find(location)).containsExactly(files.split(" "));
  }

  @Test
  void takesAbsolutePathsInsideOfTheProject() throws IOException {
    String root = directory.toRealPath().toString();
    assertThat(find(root + "/repos/f.repo")).containsExactly("repos/f.repo");
    assertThat(find(root + "/repos/*")).containsExactly("repos/f.repo");
  }

  @ParameterizedTest
  @CsvSource({
    "no.repo, lockfile.missing",
    "no*.repo, lockfile.missing",
    "link.repo, lockfile.escapes",
    "d, lockfile.not-a-file",
    "../../outside.repo, rpm.in-path",
    "../../*.repo, rpm.in-path",
    "/etc/yum.repos.d/*.repo, rpm.in-path",
    "/etc/passwd, rpm.in-path"
  })
  void refusesWhatIsNotThereOrNotInside(String location, String code) {
    assertThatThrownBy(() -> find(location))
        .isInstanceOfSatisfying(LockfileException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private List<String> find(String location) throws IOException {
    return RepoFileFinder.find(
            SourceTree.at(directory), INPUT, new LocatedText(new Location(INPUT, 3), location))
        .stream()
        .map(RelPath::value)
        .toList();
  }
}
