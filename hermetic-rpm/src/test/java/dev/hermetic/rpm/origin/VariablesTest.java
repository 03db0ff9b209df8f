package dev.hermetic.rpm.origin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As dnf.conf(5) and libdnf's substitution have it. */
class VariablesTest {
  private static final Variables VARIABLES =
      Variables.of("i686", Optional.of("9.4"), Map.of("STREAM", "9-stream", "empty", ""));

  @ParameterizedTest
  @CsvSource({
    "$basearch/os,i386/os",
    "${basearch}x,i386x",
    "$arch,i686",
    "$releasever,9.4",
    "$releasever_major,9",
    "$releasever_minor,4",
    "$stream/$Stream,9-stream/9-stream",
    "$unknown/x,$unknown/x",
    "$basearch_x,$basearch_x",
    "${unknown:-d},d",
    "${empty:-d},d",
    "${stream:-d},9-stream",
    "${stream:+d},d",
    "a$,a$",
    "plain,plain"
  })
  void replacesWhatIsKnown(String text, String expanded) {
    assertThat(VARIABLES.expand(text)).isEqualTo(expanded);
  }

  @Test
  void knowsNoReleaseUnlessItIsTold() {
    Variables variables = Variables.of("x86_64", Optional.empty(), Map.of());
    assertThat(variables.expand("$releasever-$basearch")).isEqualTo("$releasever-x86_64");
  }

  @Test
  void letsTheOperatorSayMore() {
    Variables variables =
        Variables.of("x86_64", Optional.of("9"), Map.of("releasever", "8", "a", "$b"));
    assertThat(variables.expand("$releasever$a")).isEqualTo("8$b");
  }
}
