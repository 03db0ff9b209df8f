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
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values follow the reference of Dockerfiles. */
final class StageBaseImageTest {
  private static final RelPath FILE = RelPath.of("Containerfile");
  private static final Location AT = Location.of(RelPath.of("rpms.in.yaml"));

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "FROM a.example/os:9 | a.example/os:9",
        "from a.example/os:9 as x | a.example/os:9",
        "FROM a.example/os AS one~FROM b.example/os | b.example/os",
        "FROM a.example/os AS one~FROM one | a.example/os",
        "FROM a.example/os AS one~FROM One AS two~FROM two | a.example/os",
        "FROM a AS one~FROM b AS one~FROM one | b",
        "FROM one AS one | one",
        "FROM --platform=linux/amd64 a.example/os | a.example/os",
        "FROM --platform=$BUILDPLATFORM \"a.example/os\" AS x | a.example/os",
        "ARG V=9~FROM a.example/os:${V} | a.example/os:9",
        "ARG V=9~FROM a.example/os:$V | a.example/os:9",
        "ARG R=a.example N=os~ARG I=$R/$N~FROM $I | a.example/os",
        "ARG I=\"a.example/os\"~FROM $I | a.example/os",
        "ARG V~FROM a.example/os:${V:-9} | a.example/os:9",
        "ARG V=8~FROM a.example/os:${V:+9} | a.example/os:9",
        "FROM a~ARG V=8~FROM b:${V:-9} | b:9",
        "FROM \\~  a.example/os \\~# comment~~  AS x | a.example/os",
        "# escape=`~FROM a`~  .example | a  .example",
        "# escape=`~RUN dir c:\\~FROM a | a",
        "# a comment~# escape=`~FROM a \\~ | a",
        "FROM a~RUN echo \\~FROM b | a",
        "FROM a~RUN <<EOF~FROM b~EOF~RUN x | a",
        "FROM a~RUN cat <<-\"E\" <<X > f~\tFROM b~\tE~FROM c~X~RUN x | a",
        "FROM a~RUN echo '<<EOF'~FROM b | b",
        "FROM a~RUN x=$((1<<2)) && cat <<<EOF~FROM b | b",
        "FROM a~COPY <<EOF /x~# no comment~FROM b~EOF | a",
        "FROM a~# RUN <<EOF~FROM b | b",
        "FROM a~RUN echo \\~# FROM b~  x | a",
        "FROM a~LABEL x=\"FROM b\" | a",
      })
  void findsTheImageOfTheLastStage(String text, String image) throws IOException {
    if (image.contains("  ")) {
      // The escaped line break leaves the blanks of the next line: two words, no image.
      assertThatThrownBy(() -> last(text)).isInstanceOf(LockfileException.class);
    } else {
      assertThat(last(text).text()).isEqualTo(image);
    }
  }

  @Test
  void namesTheLineOfTheImageBehindStages() throws IOException {
    assertThat(last("ARG V=9~FROM os:$V AS one~~FROM one").at()).isEqualTo(new Location(FILE, 2));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "1, -, -, a.example/os:9",
        "2, -, -, b.example/os:9",
        "-, builder, -, b.example/os:9",
        "-, FINAL, -, b.example/os:9",
        "-, -, ^b[.], b.example/os:9",
        "-, -, 'os:9$', a.example/os:9",
        "3, -, ^b, b.example/os:9",
        "4, base, -, a.example/os:9"
      })
  void takesTheFirstStageThatAConditionHoldsFor(
      Integer number, String name, String pattern, String image) throws IOException {
    String text =
        "FROM a.example/os:9 AS base~FROM b.example/os:9 AS builder~FROM builder AS final";
    ContainerfileSpec spec =
        new ContainerfileSpec(
            AT,
            FILE,
            number == null ? OptionalInt.empty() : OptionalInt.of(number),
            Optional.ofNullable(name),
            Optional.ofNullable(pattern),
            Optional.empty());
    assertThat(find(text, spec, Optional.empty()).text()).isEqualTo(image);
  }

  @Test
  void argumentsOfTheFileWinOverDefaults() throws IOException {
    Files.writeString(directory.resolve("build.args"), "# pinned\nV='10'\nW=2\n");
    ContainerfileSpec spec =
        new ContainerfileSpec(
            AT,
            FILE,
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(RelPath.of("build.args")));
    assertThat(find("ARG V=9~ARG W~FROM os:$V.$W", spec, Optional.empty()).text())
        .isEqualTo("os:10.2");
  }

  @Test
  void knowsTheArchitectureOfTheTarget() throws IOException {
    ContainerfileSpec spec = ContainerfileSpec.lastStage(AT, FILE);
    assertThat(find("FROM os-$TARGETARCH", spec, Optional.of("aarch64")).text())
        .isEqualTo("os-arm64");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ARG V~FROM os:$V | Containerfile:2: | V",
        "FROM os:${V} | Containerfile:1: | V",
        "FROM scratch | Containerfile:1: | scratch",
        "RUN x | Containerfile: | no FROM",
        "FROM a b c d | Containerfile:1: | FROM is not understood",
        "FROM a~RUN <<EOF~x | Containerfile:2: | EOF",
        "ARG V=~FROM ${V} | Containerfile:2: | names no image",
      })
  void saysWhyThereIsNoImage(String text, String place, String words) {
    assertThatThrownBy(() -> last(text))
        .isInstanceOfSatisfying(
            LockfileException.class, e -> assertThat(e.code()).endsWith(".containerfile"))
        .hasMessageStartingWith(place)
        .hasMessageContaining(words);
  }

  @Test
  void saysThatNoStageIsTheWantedOne() {
    ContainerfileSpec spec =
        new ContainerfileSpec(
            AT, FILE, OptionalInt.of(3), Optional.empty(), Optional.empty(), Optional.empty());
    assertThatThrownBy(() -> find("FROM a", spec, Optional.empty()))
        .hasMessageStartingWith("rpms.in.yaml:")
        .hasMessageContaining("no stage");
  }

  @Test
  void endsPatternsThatWouldTakeForEver() {
    ContainerfileSpec spec =
        new ContainerfileSpec(
            AT,
            FILE,
            OptionalInt.empty(),
            Optional.empty(),
            Optional.of("^(a+a+)+\\1?c$"),
            Optional.empty());
    assertThatThrownBy(() -> find("FROM " + "a".repeat(100), spec, Optional.empty()))
        .isInstanceOfSatisfying(
            LockfileException.class, e -> assertThat(e.code()).isEqualTo("rpm.in-value"));
  }

  private LocatedText last(String text) throws IOException {
    return find(text, ContainerfileSpec.lastStage(AT, FILE), Optional.empty());
  }

  private LocatedText find(String text, ContainerfileSpec spec, Optional<String> arch)
      throws IOException {
    Files.writeString(directory.resolve("Containerfile"), text.replace('~', '\n'));
    return StageBaseImage.find(SourceTree.at(directory), spec, arch);
  }
}
