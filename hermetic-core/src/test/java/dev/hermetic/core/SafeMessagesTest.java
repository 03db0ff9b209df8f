package dev.hermetic.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What failures and findings say, when text from the outside tries to say more. */
class SafeMessagesTest {
  private static final String HOSTILE = "a\u001b[2J\nerror: b\u202ec\r";
  private static final String SAFE = "a\\u001b[2J\\u000aerror: b\\u202ec\\u000d";

  @Test
  void escapeControlAndFormatCharacters() {
    InputException failure = InputException.of("input.x", HOSTILE, HOSTILE);
    assertThat(failure).hasMessage(SAFE);
    assertThat(failure.hints()).containsExactly(SAFE);
  }

  private static HermeticException.PlainBuilder<InputException> explained(
      String sentence, String... lines) {
    return InputException.builder("input.x").message(sentence).explanation(List.of(lines));
  }

  @Test
  void keepTheirOwnLines() {
    assertThat(explained("cannot be", "1. because", " 2. and so").build())
        .hasMessage("cannot be\n  1. because\n 2. and so");
  }

  @Test
  void escapeLineBreaksInsideTheirOwnLines() {
    assertThat(explained(HOSTILE, HOSTILE).build()).hasMessage(SAFE + "\n  " + SAFE);
  }

  @Test
  void keepTheirLinesAtAPlaceAndAboutAThing() {
    LockfileException failure =
        explained("cannot be", HOSTILE)
            .build()
            .at(new Location(RelPath.of("a/b"), 3))
            .about("thing");
    assertThat(failure).hasMessage("a/b:3: cannot be\n  " + SAFE);
    assertThat(failure.reason()).isEqualTo("cannot be\n  " + SAFE);
  }

  @Test
  void ofSeveralFailuresAreOneLine() {
    assertThat(PrefetchFailedException.of(List.of(explained("cannot be", "because").build())))
        .hasMessage("1 problem(s), first: cannot be");
  }

  @Test
  void ofFindingsAreSafeToo() {
    Diagnostic finding =
        Diagnostic.warning("x", HOSTILE, HOSTILE).explainedBy(List.of("because", HOSTILE));
    assertThat(finding.message()).isEqualTo(SAFE + "\n  because\n  " + SAFE);
    assertThat(finding.hints()).containsExactly(SAFE);
  }

  @Test
  void keepTextOfEveryScript() {
    assertThat(InputException.of("input.x", "b\u00e4/\u00e9 \u6f22 \ud83d\ude03"))
        .hasMessage("b\u00e4/\u00e9 \u6f22 \ud83d\ude03");
  }
}
