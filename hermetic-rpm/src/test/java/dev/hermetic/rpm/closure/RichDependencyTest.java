package dev.hermetic.rpm.closure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Judged against a world in which package 0 provides a, x and v = 1:2.0-1, package 1 provides b,
 * and nobody provides n. Expected values: rpm's manual, "Boolean Dependencies".
 */
class RichDependencyTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a and b)",
        "(a or n)",
        "(n or n or b)",
        "(a if b)",
        "(n if n)",
        "(a if b else n)",
        "(n if n else b)",
        "(n unless a)",
        "(a unless n)",
        "(n unless a else b)",
        "(a with x)",
        "(a without b)",
        "(a with (x or b))",
        "((a and b) or n)",
        "(v >= 1:1.0 with v < 1:3)",
        "(lib(foo)(64bit) or a)",
        "(  a   and  b )"
      })
  void holds(String text) {
    assertThat(RichDependency.holds(text, world(), asked -> {})).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a and n)",
        "(n or n)",
        "(n if a)",
        "(n if b else a)",
        "(a if n else n)",
        "(n unless n)",
        "(a unless b else n)",
        "(a with b)",
        "(a without x)",
        "(v >= 2:0 or n)",
        "(v = 2.0)",
        "(n with a)"
      })
  void doesNotHold(String text) {
    assertThat(RichDependency.holds(text, world(), asked -> {})).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "()", "(a", "(a and)", "(a xor b)", "(a and b))", "(a b", "(a >= )"})
  void refusesWhatIsNoCondition(String text) {
    assertThatThrownBy(() -> RichDependency.holds(text, world(), asked -> {}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void boundsItsDepth() {
    String deep = "(".repeat(100_000) + "a" + ")".repeat(100_000);
    assertThatThrownBy(() -> RichDependency.holds(deep, world(), asked -> {}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void tellsWhatItAsksFor() {
    List<String> names = new ArrayList<>();
    RichDependency.holds("(/a/b if (c(d) >= 1 or e))", world(), asked -> names.add(asked.name()));
    assertThat(names).containsExactly("/a/b", "c(d)", "e");
  }

  @Property(tries = 500)
  void endsOnAnyText(@ForAll @Chars({'(', ')', ' ', 'a', '=', 'i', 'f', 'o', 'r'}) String text) {
    try {
      RichDependency.holds("(" + text, world(), asked -> {});
    } catch (IllegalArgumentException refused) {
      assertThat(refused).hasMessageContaining("rich dependency");
    }
  }

  private static Provided world() {
    Provided provided = new Provided();
    provided.add(Capability.parse("a"), 0);
    provided.add(Capability.parse("x"), 0);
    provided.add(Capability.parse("v = 1:2.0-1"), 0);
    provided.add(Capability.parse("b"), 1);
    return provided;
  }
}
