package dev.hermetic.rpm.lock.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.HermeticException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Inputs that are damaged or made to do harm end in a result or in a failure with a code. */
final class HostileInputTest {
  private static final RelPath FILE = RelPath.of("rpms.in.yaml");
  private static final String WHOLE =
      """
      contentOrigin:
        repos:
        - repoid: os
          baseurl: https://a.example/{v}/$basearch/
          priority: 10
          excludepkgs: [a, b]
          varsFromImage: img.example/os
        repofiles:
        - a.repo
        - location: "*.repo"
          skipIfUnavailable: true
        - giturl: https://git.example/
          gitref: main
          file: a.repo
      packages:
      - vim
      - name: nano
        arches:
          only: [x86_64]
      moduleEnable: ["nodejs:22"]
      arches: [x86_64, s390x]
      context:
        containerfile:
          file: Containerfile
          stageNum: 1
          imagePattern: ^img
      variables:
      - inline:
          v: 9
      - file: build.args
      matchContextVersions: [glibc*]
      installWeakDeps: false
      """;

  private static final String MARKS = ":[]{}-'\"#&*!|>%@,? ";

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void damagedInputsFailWithACode(long seed) throws Exception {
    Random random = new Random(seed);
    Files.writeString(directory.resolve("Containerfile"), "FROM img.example/os\n");
    Files.writeString(directory.resolve("build.args"), "A=1\n");
    Files.writeString(directory.resolve("a.repo"), "[a]\nbaseurl=https://a.example/\n");
    SourceTree source = SourceTree.at(directory);
    int read = 0;
    for (int i = 0; i < 700; i++) {
      Files.writeString(directory.resolve(FILE.value()), damaged(random));
      try {
        RpmsInput input =
            InputExpansion.expand(
                RpmsInputReader.read(source, FILE), source, image -> java.util.Map.of());
        input.wanted().on("x86_64", List.of());
        read++;
      } catch (HermeticException refused) {
        assertThat(refused.code()).isNotEqualTo("internal");
      }
    }
    assertThat(read).isBetween(1, 699);
  }

  private static String damaged(Random random) {
    List<String> lines = new ArrayList<>(Arrays.asList(WHOLE.split("\n", -1)));
    for (int i = 0; i <= random.nextInt(3); i++) {
      int line = random.nextInt(lines.size());
      String text = lines.get(line);
      int at = random.nextInt(text.length() + 1);
      switch (random.nextInt(5)) {
        case 0 -> lines.remove(line);
        case 1 -> lines.add(line, text);
        case 2 -> lines.set(line, text.substring(at));
        case 3 -> lines.set(line, text.substring(0, at));
        default ->
            lines.set(line, text.substring(0, at) + MARKS.charAt(random.nextInt(MARKS.length())));
      }
    }
    return String.join("\n", lines);
  }

  @Test
  void refusesLargeInputs() throws IOException {
    Files.write(directory.resolve(FILE.value()), new byte[RpmsInputReader.MAX_BYTES + 1]);
    assertThatThrownBy(() -> RpmsInputReader.read(SourceTree.at(directory), FILE))
        .isInstanceOfSatisfying(
            HermeticException.class, e -> assertThat(e.code()).isEqualTo("lockfile.too-large"));
  }

  @Test
  void refusesContainerfilesWithStagesWithoutEnd() throws IOException {
    StringBuilder text = new StringBuilder("FROM a AS s0\n");
    for (int i = 1; i < 100_000; i++) {
      text.append("FROM s").append(i - 1).append(" AS s").append(i).append('\n');
    }
    Files.writeString(directory.resolve("Containerfile"), text);
    ContainerfileSpec spec =
        ContainerfileSpec.lastStage(
            dev.hermetic.core.Location.of(FILE), RelPath.of("Containerfile"));
    assertThatThrownBy(() -> StageBaseImage.find(SourceTree.at(directory), spec, Optional.empty()))
        .isInstanceOfSatisfying(
            HermeticException.class, e -> assertThat(e.code()).isEqualTo("rpm.containerfile"));
  }

  @Test
  void readsLargeRepositoryFiles() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      text.append("[r").append(i).append("]\nbaseurl=https://a.example/\n https://b.example/\n");
    }
    List<RepoSection> sections = RepoFileReader.parse(RelPath.of("a.repo"), text.toString());
    assertThat(
            RepoSettingsReader.read(
                    sections, DnfVariables.of("x86_64", Optional.empty(), java.util.Map.of()))
                .repositories())
        .hasSize(20_000);
  }
}
