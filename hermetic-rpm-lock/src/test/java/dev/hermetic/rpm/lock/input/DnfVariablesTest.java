package dev.hermetic.rpm.lock.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.InputException;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Without words: what libdnf 0.69 says; words: what the manual of later versions says. */
final class DnfVariablesTest {
  private static final DnfVariables VARIABLES =
      DnfVariables.of("i686", Optional.of("9.4"), Map.of("a", "A", "empty", "", "a_b", "AB"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "$basearch/$arch | i386/i686",
        "${releasever}.x | 9.4.x",
        "${releasever_major}-$releasever_minor | 9-4",
        "$abc $A ${A} | $abc $A ${A}",
        "$a-b $a_b ${a}b | A-b AB Ab",
        "$$a \\$a | $A \\A",
        "${a-b} ${} ${a | ${a-b} ${} ${a",
        "[${empty}] | []",
        "${nope:-x} ${a:-x} ${empty:-x} | x A x",
        "[${nope:+x}] ${a:+x} [${empty:+x}] | [] x []",
        "${nope:-${a}/${nope:-$basearch}}! | A/i386!",
        "${nope:-a\\}b} | a}b",
        "${a:?x} | ${a:?x}",
        "${nope:-x $a | ${nope:-x $a",
      })
  void replaces(String text, String replaced) {
    assertThat(VARIABLES.substitute(text)).isEqualTo(replaced);
  }

  @Test
  void doesNotReplaceValuesAgain() {
    DnfVariables loop = DnfVariables.of("x86_64", Optional.empty(), Map.of("a", "$b", "b", "$a"));
    assertThat(loop.substitute("$a$b")).isEqualTo("$b$a");
  }

  @Test
  void theArchitectureIsNotReplacedByFurtherVariables() {
    assertThat(
            DnfVariables.of("x86_64", Optional.of("9"), Map.of("arch", "x", "releasever", "1"))
                .substitute("$arch$releasever"))
        .isEqualTo("x86_649");
  }

  @Test
  void endsSoonWhateverIsOpen() {
    String open = "${a:-".repeat(10_000);
    assertThat(VARIABLES.substitute(open)).isEqualTo(open);
  }

  @Test
  void refusesToGrowWithoutBound() {
    DnfVariables large =
        DnfVariables.of("x86_64", Optional.empty(), Map.of("a", "x".repeat(10_000)));
    assertThatThrownBy(() -> large.substitute("$a".repeat(10_000)))
        .isInstanceOfSatisfying(
            InputException.class, e -> assertThat(e.code()).isEqualTo("rpm.in-variable"));
  }

  @Property
  void leavesTextsWithoutDollarsAlone(@ForAll String text) {
    String without = text.replace("$", "");
    assertThat(VARIABLES.substitute(without)).isEqualTo(without);
  }

  @Property
  void endsOnEveryText(
      @ForAll @Chars({'$', '{', '}', ':', '-', '+', 'a', '\\'}) @StringLength(max = 200)
          String text) {
    String once = VARIABLES.substitute(text);
    assertThat(once.length()).isLessThanOrEqualTo(text.length());
  }
}
