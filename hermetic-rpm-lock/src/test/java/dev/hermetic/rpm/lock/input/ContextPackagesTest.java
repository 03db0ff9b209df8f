package dev.hermetic.rpm.lock.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.HermeticException;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ContextPackagesTest {
  private static final String ORIGIN = "contentOrigin: {repofiles: [os.repo]}\n";
  private static final String TREE = ORIGIN + "context: {rpmOstreeTreefile: tree/host.yaml}\n";

  @TempDir private Path directory;

  @Test
  void readsTreefilesAndWhatTheyInclude() throws IOException {
    write(
        "tree/host.yaml",
        """
        ref: x/${basearch}
        include: [base.yaml, ../shared.yaml]
        arch-include: {x86_64: intel.json, s390x: [z.yaml]}
        packages: [bash, "vim  nano"]
        packages-x86_64: [grub2]
        packages-s390x: [s390utils]
        repo-packages:
        - {repo: os, packages: [kernel]}
        """);
    write("tree/base.yaml", "include: ../shared.yaml\npackages: [systemd]\n");
    write("tree/intel.json", "{\"packages\": [\"microcode_ctl\"]}");
    write("shared.yaml", "packages: [glibc]\n");
    assertThat(named(TREE, "x86_64"))
        .containsExactly(
            "glibc", "systemd", "microcode_ctl", "bash", "vim", "nano", "grub2", "kernel");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "include: host.yaml | rpm.treefile",
        "include: b.yaml | rpm.treefile",
        "conditional-include: [{if: x, include: y}] | rpm.in-unsupported",
        "exclude-packages: [a] | rpm.in-unsupported",
        "modules: {enable: [a:1]} | rpm.in-unsupported",
        "include: ../../out.yaml | rpm.in-path",
        "include: none.yaml | lockfile.missing",
        "packages: {a: b} | lockfile.type",
      })
  void refusesTreefiles(String text, String code) throws IOException {
    write("tree/host.yaml", text + "\n");
    write("tree/b.yaml", "include: c.yaml\n");
    write("tree/c.yaml", "include: host.yaml\n");
    assertThatThrownBy(() -> named(TREE, "x86_64"))
        .isInstanceOfSatisfying(LockfileException.class, e -> assertThat(e.code()).isEqualTo(code))
        .message()
        .doesNotStartWith("rpms.in.yaml");
  }

  @Test
  void refusesChainsOfTreefilesWithoutEnd() throws IOException {
    write("tree/host.yaml", "include: 1.yaml\n");
    for (int i = 1; i < 100; i++) {
      write("tree/" + i + ".yaml", "include: " + (i + 1) + ".yaml\n");
    }
    assertThatThrownBy(() -> named(TREE, "x86_64"))
        .isInstanceOfSatisfying(
            HermeticException.class, e -> assertThat(e.code()).isEqualTo("rpm.treefile"));
  }

  @Test
  void readsPackagesOfFlatpaks() throws IOException {
    write(
        "container.yaml",
        """
        compose: {modules: []}
        flatpak:
          id: org.example.App
          packages:
          - app
          - {name: app-x86, platforms: {only: x86_64}}
          - {name: app-any, platforms: {only: [x86_64, s390x], not: s390x}}
          - {name: app-not, platforms: {not: [x86_64]}}
        """);
    String input = ORIGIN + "context: {bare: true, flatpak: true}\n";
    assertThat(named(input, "x86_64")).containsExactly("app", "app-x86", "app-any");
    assertThat(named(input, "s390x")).containsExactly("app", "app-not");
  }

  @Test
  void findsTheContainerfileBesideTheInput() throws IOException {
    write("Containerfile", "FROM img.example/os\n");
    RpmsInput input = read(ORIGIN + "packages: [a]\n");
    InputContext context = ContextPackages.contextOf(source(), input);
    assertThat(((InputContext.Containerfile) context.family()).spec().file().value())
        .isEqualTo("Containerfile");
  }

  @Test
  void takesTheContainerfileBesideTheInputForAFlatpakAlone() throws IOException {
    write("Dockerfile", "FROM img.example/os\n");
    write("container.yaml", "flatpak: {packages: [app]}\n");
    String input = ORIGIN + "context: {flatpak: true}\n";
    InputContext context = ContextPackages.contextOf(source(), read(input));
    assertThat(((InputContext.Containerfile) context.family()).spec().file().value())
        .isEqualTo("Dockerfile");
    assertThat(named(input, "x86_64")).containsExactly("app");
  }

  @Test
  void saysThatAFlatpakAloneHasNoContext() throws IOException {
    RpmsInput input = read(ORIGIN + "context: {flatpak: true}\n");
    assertThatThrownBy(() -> ContextPackages.contextOf(source(), input))
        .isInstanceOfSatisfying(
            LockfileException.class, e -> assertThat(e.code()).isEqualTo("rpm.in-context"));
  }

  @Test
  void doesNotLookForPackagesInTheContainerfile() throws IOException {
    write("Dockerfile", "FROM img.example/os\nRUN dnf -y install vim\n");
    RpmsInput input = read(ORIGIN);
    assertThatThrownBy(() -> ContextPackages.contextOf(source(), input))
        .isInstanceOfSatisfying(
            LockfileException.class, e -> assertThat(e.code()).isEqualTo("rpm.in-unsupported"));
  }

  @Test
  void saysThatThereIsNoContext() throws IOException {
    RpmsInput input = read(ORIGIN + "packages: [a]\n");
    assertThatThrownBy(() -> ContextPackages.contextOf(source(), input))
        .isInstanceOfSatisfying(
            LockfileException.class, e -> assertThat(e.code()).isEqualTo("rpm.in-context"));
  }

  private List<String> named(String text, String arch) throws IOException {
    RpmsInput input = read(text);
    InputContext context = ContextPackages.contextOf(source(), input);
    List<ArchedName> more = ContextPackages.named(source(), input, context, arch);
    return input.wanted().on(arch, more).install().stream().map(LocatedText::text).toList();
  }

  private RpmsInput read(String text) throws IOException {
    write("rpms.in.yaml", text);
    return RpmsInputReader.read(source(), RelPath.of("rpms.in.yaml"));
  }

  private void write(String file, String text) throws IOException {
    Path path = directory.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private SourceTree source() {
    return SourceTree.at(directory);
  }
}
