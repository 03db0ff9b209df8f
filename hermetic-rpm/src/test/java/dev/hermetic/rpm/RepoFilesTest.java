package dev.hermetic.rpm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.LayoutException;
import dev.hermetic.core.Options;
import dev.hermetic.core.ProjectFile;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.Template;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The form is that of Hermeto: options of the input, then what it adds. */
class RepoFilesTest {
  private final RepoFiles files =
      new RepoFiles(
          new Template("${output_dir}/deps/rpm"), place -> RelPath.of("deps/rpm/" + place.value()));

  @Test
  void writesASectionForEachRepository() {
    files.add(new Repository("x86_64", "baseos"), options(Map.of()));
    files.add(new Repository("x86_64", "hermeto-aaa000"), options(Map.of()));
    files.add(new Repository("aarch64", "baseos"), options(Map.of()));
    assertThat(files.projectFiles())
        .extracting(file -> file.path().value())
        .containsExactly(
            "deps/rpm/aarch64/repos.d/hermeto.repo", "deps/rpm/x86_64/repos.d/hermeto.repo");
    assertThat(text(files.projectFiles().get(1)))
        .isEqualTo(
            """
            [baseos]
            baseurl = file:///out/deps/rpm/x86_64/baseos
            gpgcheck = 1

            [hermeto-aaa000]
            baseurl = file:///out/deps/rpm/x86_64/hermeto-aaa000
            name = Packages unaffiliated with an official repository
            gpgcheck = 1

            """);
  }

  @Test
  void settingsOfARepositoryWinOverTheDefaults() {
    Map<String, Object> dnf =
        Map.of("os-$basearch", Map.of("gpgcheck", 0, "Priority", 10, "module_hotfixes", true));
    files.add(new Repository("ppc64le", "os-ppc64le"), options(Map.of("dnf", dnf)));
    assertThat(text(files.projectFiles().get(0)))
        .isEqualTo(
            """
            [os-ppc64le]
            gpgcheck = 0
            module_hotfixes = 1
            priority = 10
            baseurl = file:///out/deps/rpm/ppc64le/os-ppc64le

            """);
  }

  @Test
  void keysAreThoseOfTheOutput() {
    RpmOptions options =
        RpmOptions.of(
            Options.of(
                Map.of(
                    "gpg_keys",
                    List.of("generic/RPM-GPG-KEY-a", "x-keys/b"),
                    "repo_file",
                    "lab.repo")));
    files.add(new Repository("x86_64", "os"), options);
    assertThat(files.projectFiles().get(0).path().name()).isEqualTo("lab.repo");
    assertThat(text(files.projectFiles().get(0)))
        .contains("gpgkey = file:///out/deps/generic/RPM-GPG-KEY-a, file:///out/deps/x-keys/b\n");
  }

  @Test
  void twoInputsMustAgree() {
    files.add(new Repository("x86_64", "os"), options(Map.of()));
    RpmOptions other = options(Map.of("dnf", Map.of("os", Map.of("gpgcheck", 0))));
    assertThatThrownBy(() -> files.add(new Repository("x86_64", "os"), other))
        .isInstanceOf(LayoutException.class)
        .hasMessageContaining("different settings of the repository 'os'");
  }

  private static RpmOptions options(Map<String, ?> options) {
    return RpmOptions.of(Options.of(Map.of("options", options)));
  }

  private static String text(ProjectFile file) {
    return file.template().expand("/out");
  }
}
