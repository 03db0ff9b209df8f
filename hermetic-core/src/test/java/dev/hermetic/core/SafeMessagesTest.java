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
    InputException failure = new InputException("input.x", HOSTILE, HOSTILE);
    assertThat(failure).hasMessage(SAFE);
    assertThat(failure.hints()).containsExactly(SAFE);
  }

  @Test
  void keepTheirOwnLines() {
    assertThat(
            InputException.explained(
                "input.x", List.of("cannot be", "1. because", " 2. and so"), "do this"))
        .hasMessage("cannot be\n  1. because\n 2. and so");
  }

  @Test
  void escapeLineBreaksInsideTheirOwnLines() {
    assertThat(InputException.explained("input.x", List.of(HOSTILE, HOSTILE)))
        .hasMessage(SAFE + "\n  " + SAFE);
  }

  @Test
  void ofLockfilesNameThePlaceOnce() {
    LockfileException failure =
        LockfileException.explained(
            "lockfile.x", new Location(RelPath.of("a/b"), 3), List.of("cannot be", "because"));
    assertThat(failure).hasMessage("a/b:3: cannot be\n  because");
    assertThat(failure.location()).hasToString("a/b:3");
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
    assertThat(new InputException("input.x", "b\u00e4/\u00e9 \u6f22 \ud83d\ude03"))
        .hasMessage("b\u00e4/\u00e9 \u6f22 \ud83d\ude03");
  }
}
