package dev.hermetic.rpm.lock.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.HermeticException;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PrefetchFailedException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RpmsInputReaderTest {
  private static final String ORIGIN = "contentOrigin: {repofiles: [os.repo]}\n";

  @TempDir private Path directory;

  @Test
  void readsPackagesWithTheirArchitectures() throws IOException {
    RpmsInput input =
        read(
            ORIGIN
                + "packages:\n- vim\n- {name: dmidecode, arches: {only: x86_64}}\n"
                + "- name: 389-ds\n  arches: {not: [s390x, ppc64le]}\n- vim\n"
                + "excludePackages: [nano]\n");
    assertThat(input.wanted().install()).extracting(ArchedName::name).contains("389-ds");
    assertThat(names(input.wanted().on("x86_64", List.of()).install()))
        .containsExactly("vim", "dmidecode", "389-ds");
    assertThat(names(input.wanted().on("s390x", List.of()).install())).containsExactly("vim");
  }

  @Test
  void takesExcludedTextsOutOfTheListsAndNothingElse() throws IOException {
    RpmsInput input =
        read(
            ORIGIN
                + "packages: [vim, vim-*]\nupgradePackages: [vim]\nmoduleEnable: [vim]\n"
                + "excludePackages: [vim]\n");
    RequestedPackages.OnArch wanted = input.wanted().on("x86_64", List.of());
    assertThat(names(wanted.install())).containsExactly("vim-*");
    assertThat(wanted.upgrade()).isEmpty();
    assertThat(names(wanted.moduleEnable())).containsExactly("vim");
  }

  @Test
  void keepsTheOrderOfTheOrigins() throws IOException {
    RpmsInput input =
        read(
            """
            contentOrigin:
              repofiles:
              - https://cdn.example/os.repo
              - {location: repos/*.repo, varsFromImage: "img.example/os:9", skipIfUnavailable: true}
              - {giturl: "https://git.example/r.git", gitref: main, file: os.repo}
              repos:
              - repoid: os
                baseurl: https://cdn.example/$releasever/$basearch/
                excludepkgs: [a, b]
                priority: 10
                sslverify: false
                skipIfUnavailable: true
            """);
    assertThat(input.origins())
        .extracting(origin -> origin.getClass().getSimpleName())
        .containsExactly("File", "File", "Git", "Repository");
    RepoSection section = ((RepoOrigin.Repository) input.origins().get(3)).section();
    assertThat(section.option("excludepkgs").orElseThrow().text()).isEqualTo("a\nb");
    assertThat(section.options().keySet())
        .isEqualTo(
            Set.of("baseurl", "excludepkgs", "priority", "sslverify", "skip_if_unavailable"));
    assertThat(input.origins().get(1).varsFrom().image().orElseThrow().text())
        .isEqualTo("img.example/os:9");
  }

  @Test
  void knowsTheDefaultsOfDnf() throws IOException {
    InputSettings settings = read(ORIGIN).settings();
    assertThat(settings.weakDependencies()).isTrue();
    assertThat(settings.strict()).isTrue();
    assertThat(settings.sources()).isTrue();
    assertThat(settings.best()).isFalse();
    assertThat(settings.allowErasing()).isFalse();
    assertThat(settings.multilibAll()).isFalse();
  }

  @Test
  void readsOurOwnSettings() throws IOException {
    InputSettings settings =
        read(ORIGIN
                + "best: true\nstrict: false\nmultilibPolicy: all\nreleasever: 9.10\n"
                + "modulePlatformId: platform:el9\ninstallWeakDeps: no\nnoSources: true\n")
            .settings();
    assertThat(settings)
        .isEqualTo(
            new InputSettings(
                false,
                false,
                false,
                true,
                false,
                true,
                java.util.Optional.of("platform:el9"),
                java.util.Optional.of("9.10")));
  }

  @Test
  void readsVariablesInTheirOrder() throws IOException {
    RpmsInput input =
        read(
            ORIGIN
                + "variables:\n- file: build.args\n- inline: {ver: 9.10}\n- image: img.example/os\n"
                + "- containerfile: {file: Containerfile, stageNum: 2, argFile: build.args}\n");
    assertThat(input.variables())
        .extracting(source -> source.getClass().getSimpleName())
        .containsExactly("File", "Inline", "Image", "Containerfile");
    assertThat(((VariableSource.Inline) input.variables().get(1)).values())
        .isEqualTo(Map.of("ver", "9.10"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{bare: true} | Bare",
        "{image: img.example/os:9, flatpak: true} | Image",
        "{containerfile: Containerfile} | Containerfile",
        "{containerfile: {file: Containerfile, stageName: final}} | Containerfile",
        "{rpmOstreeTreefile: manifest.yaml} | Treefile",
        "{localSystem: true} | LocalSystem",
        "{localSystem: rootfs, bare: false} | LocalSystem"
      })
  void readsEachKindOfContext(String context, String kind) throws IOException {
    RpmsInput input = read(ORIGIN + "packages: [a]\ncontext: " + context + "\n");
    assertThat(input.context().orElseThrow().family().getClass().getSimpleName()).isEqualTo(kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{image: img.example/os, bare: true}",
        "{rpmOstreeTreefile: a.yaml, flatpak: true}"
      })
  void refusesContextsThatDoNotGoTogether(String context) {
    assertCode("rpm.in-context", ORIGIN + "packages: [a]\ncontext: " + context + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "contentOrigin: {composes: [{id: X}]} | contentOrigin.repos",
        "contentOrigin: {}~packagesFromContainerfile: Containerfile | list under 'packages'",
        "contentOrigin: {repos: []}~context: {containerfile: Containerfile} | list under 'packages'"
      })
  void saysWhatToDoInsteadOfWhatIsNotSupported(String text, String hint) {
    assertThatThrownBy(() -> read(text.replace("~", "\n") + "\n"))
        .satisfies(
            failure ->
                assertThat(failures(failure))
                    .anySatisfy(
                        e -> {
                          assertThat(e.code()).isEqualTo("rpm.in-unsupported");
                          assertThat(String.join(" ", e.hints())).contains(hint);
                        }));
  }

  @Test
  void reportsAllFaultsWithTheirLines() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    contentOrigin:
                      repos:
                      - repoid: os
                      repofile: []
                    packages:
                    - [a]
                    - {name: b, arches: {only: x, not: y}}
                    - {arches: {only: x}}
                    arches: [x/y]
                    bestt: true
                    strict: maybe
                    context: {containerfile: ../../Containerfile}
                    """))
        .isInstanceOfSatisfying(
            PrefetchFailedException.class,
            all ->
                assertThat(all.failures())
                    .extracting(
                        failure -> ((LockfileException) failure).location().orElseThrow().line())
                    .containsExactlyInAnyOrder(3, 4, 6, 7, 8, 9, 10, 11, 12));
  }

  @Test
  void refusesAFileWithoutAnOrigin() {
    assertCode("lockfile.missing-key", "packages: [a]\n");
  }

  private RpmsInput read(String text) throws IOException {
    Files.writeString(directory.resolve("rpms.in.yaml"), text);
    return RpmsInputReader.read(SourceTree.at(directory), RelPath.of("rpms.in.yaml"));
  }

  private void assertCode(String code, String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOfSatisfying(HermeticException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static List<? extends HermeticException> failures(Throwable thrown) {
    return thrown instanceof PrefetchFailedException all
        ? all.failures()
        : List.of((HermeticException) thrown);
  }

  private static List<String> names(List<LocatedText> texts) {
    return texts.stream().map(LocatedText::text).toList();
  }
}
