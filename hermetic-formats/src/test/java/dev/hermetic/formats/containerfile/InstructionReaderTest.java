package dev.hermetic.formats.containerfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Files made of pieces whose instructions are known, since the pieces are. */
final class InstructionReaderTest {
  private static final RelPath FILE = RelPath.of("Containerfile");

  /** A piece of a file, and the instructions that it holds. */
  record Piece(String text, List<String> instructions) {}

  @Provide
  Arbitrary<Piece> pieces() {
    return Arbitraries.of(
        new Piece("", List.of()),
        new Piece("  \t", List.of()),
        new Piece("# FROM comment", List.of()),
        new Piece("  # FROM comment \\", List.of()),
        new Piece("FROM a", List.of("FROM a")),
        new Piece("\tfrom \\\n\n# FROM no\n  b \\\n AS c", List.of("FROM b  AS c")),
        new Piece("RUN echo \\\n  FROM x", List.of("RUN echo   FROM x")),
        new Piece("RUN <<EOF\nFROM x\n# y\n EOF\nEOF", List.of("RUN <<EOF")),
        new Piece("RUN a \\\n  <<EOF\nFROM x \\\nEOF", List.of("RUN a   <<EOF")),
        new Piece(
            "RUN a 3<<-'A' <<\"B\"\nFROM x\n\tA\nFROM y\nB", List.of("RUN a 3<<-'A' <<\"B\"")),
        new Piece("COPY <<A <<B /x/\nFROM x\nA\nB", List.of("COPY <<A <<B /x/")),
        new Piece(
            "RUN echo \"<<EOF\" '<<EOF' \\\"<<<EOF",
            List.of("RUN echo \"<<EOF\" '<<EOF' \\\"<<<EOF")),
        new Piece("ENV A=<<EOF", List.of("ENV A=<<EOF")),
        new Piece("RUN x=$((1<<2))", List.of("RUN x=$((1<<2))")),
        new Piece("ARG X=1", List.of("ARG X=1")));
  }

  @Property
  void findsTheInstructionsOfEachPiece(
      @ForAll @Size(max = 12) List<@From("pieces") Piece> pieces, @ForAll boolean windows) {
    StringBuilder text = new StringBuilder();
    List<String> expected = new ArrayList<>();
    for (Piece piece : pieces) {
      text.append(piece.text()).append('\n');
      expected.addAll(piece.instructions());
    }
    String file = windows ? text.toString().replace("\n", "\r\n") : text.toString();
    assertThat(InstructionReader.read(FILE, file))
        .extracting(instruction -> instruction.keyword() + " " + instruction.rest())
        .isEqualTo(expected);
  }

  @Property
  void endsOnEveryText(@ForAll String text) {
    try {
      assertThat(InstructionReader.read(FILE, text).size()).isLessThanOrEqualTo(text.length() + 1);
    } catch (LockfileException openDocument) {
      assertThat(openDocument.code()).isEqualTo("lockfile.containerfile");
    }
  }
}
