package dev.hermetic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.CancellationToken;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.InputException;
import dev.hermetic.core.IntegrityException;
import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PrefetchFailedException;
import dev.hermetic.core.RelPath;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class FailuresTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void printsALineAndItsHintsForEachItem() {
    report(Console.Mode.TEXT, false, several(2));
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "error: item0 differs [integrity.digest]\n  hint: do this\n"
                + "error: item1 differs [integrity.digest]\n  hint: do this\n");
  }

  @Test
  void stopsAfterFiftyLinesAndCountsTheRest() {
    report(Console.Mode.TEXT, false, several(100));
    assertThat(err.toString(StandardCharsets.UTF_8).lines().toList())
        .hasSize(52)
        .contains("error: and 75 more");
  }

  @Test
  void putsAllFailuresIntoTheDocument() {
    int code = report(Console.Mode.JSON, false, several(100));
    JsonNode document = Json.MAPPER.readTree(out.toByteArray());
    assertThat(code).isEqualTo(20);
    assertThat(document.get("exitCode").asInt()).isEqualTo(20);
    assertThat(document.get("errors").size()).isEqualTo(100);
    assertThat(document.get("errors").get(7).get("item").asString()).isEqualTo("item7");
    assertThat(err.size()).isZero();
  }

  @Test
  void hidesTheStackTraceUnlessAsked() {
    report(Console.Mode.TEXT, false, new IllegalStateException("broken"));
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("bug in hermetic", "broken", "--debug", "issue tracker")
        .doesNotContain("\tat ");
    report(Console.Mode.TEXT, true, new IllegalStateException("broken"));
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("\tat ");
  }

  @Test
  void escapesControlCharactersInMessages() {
    report(Console.Mode.TEXT, false, new IllegalStateException("a\u001b[2J\nb"));
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("a\\u001b[2J\\u000ab");
  }

  @Test
  void printsTheLinesOfAProof() {
    report(
        Console.Mode.TEXT,
        false,
        LockfileException.builder("pip.conflict", Location.of(RelPath.of("requirements.in")))
            .message("no versions meet all")
            .explanation(List.of("1. Because a\nerror: b.", "2. And so c."))
            .hints("loosen one")
            .build());
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            """
            error: requirements.in: no versions meet all [pip.conflict]
              1. Because a\\u000aerror: b.
              2. And so c.
              hint: loosen one
            """);
  }

  @Test
  void printsAProofThatIsLongerThanTheLimit() {
    List<String> lines = IntStream.range(0, 90).mapToObj(i -> "line " + i).toList();
    report(
        Console.Mode.TEXT,
        false,
        InputException.builder("input.x").message("no").explanation(lines).build());
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("line 89").doesNotContain("more");
  }

  private static PrefetchFailedException several(int count) {
    List<HermeticException> all =
        IntStream.range(0, count)
            .<HermeticException>mapToObj(
                i ->
                    IntegrityException.builder("integrity.digest")
                        .subject("item" + i)
                        .message("item" + i + " differs")
                        .expected("a")
                        .actual("b")
                        .hints("do this")
                        .build())
            .toList();
    return PrefetchFailedException.of(all);
  }

  private int report(Console.Mode mode, boolean debug, Throwable failure) {
    ProcessContext process =
        new ProcessContext(
            Map.of(),
            Path.of("").toAbsolutePath(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            new CancellationToken());
    return new Failures(new Console(process, mode, false), debug).report("prefetch", failure);
  }
}
