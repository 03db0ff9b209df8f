package dev.hermetic.testkit.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.testkit.architecture.samples.good.Sample;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each rule has a sample that breaks it, in the package of the rule's name, and it alone. */
class RuleTest {
  @ParameterizedTest
  @EnumSource
  void isBrokenByItsSample(Rule rule) throws Exception {
    assertThat(sample(rule).violations(rule)).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void isKeptByTheGoodSample(Rule rule) throws Exception {
    assertThat(OwnModule.of(Sample.class).violations(rule)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void isTheOnlyOneThatItsSampleBreaks(Rule rule) throws Exception {
    OwnModule sample = sample(rule);
    for (Rule other : Rule.values()) {
      assertThat(sample.violations(other)).as(other.name()).hasSize(other == rule ? 1 : 0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void sparesWhatIsExceptedAndNothingElse(Rule rule) throws Exception {
    String text = sample(rule).violations(rule).get(0);
    OwnModule spared = sample(rule).except(rule, Pattern.quote(text), "a sample");
    assertThat(spared.violations(rule)).isEqualTo(List.of());
    OwnModule other = sample(rule).except(rule, "something else", "a sample");
    assertThat(other.violations(rule)).containsExactly(text);
  }

  @ParameterizedTest
  @EnumSource
  void isNotExceptedWithoutReason(Rule rule) throws Exception {
    OwnModule sample = sample(rule);
    assertThatThrownBy(() -> sample.except(rule, ".*", " "))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static OwnModule sample(Rule rule) throws ClassNotFoundException {
    String of =
        RuleTest.class.getPackageName() + ".samples." + rule.name().toLowerCase(Locale.ROOT);
    return OwnModule.of(Class.forName(of + ".Sample"));
  }
}
