package dev.hermetic.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeUriTest {
  @Property
  void neverPrintsUserInformationOrSignatures(
      @ForAll @AlphaChars @StringLength(min = 12, max = 20) String secret) {
    assertThat(SafeUri.parse("https://me:" + secret + "@host.example/x").toString())
        .doesNotContain(secret);
    assertThat(
            SafeUri.parse("https://host.example/x?a=1&X-Amz-Signature=" + secret + "&b=2")
                .toString())
        .doesNotContain(secret)
        .contains("a=1", "b=2");
    assertThat(SafeUri.parse("https://host.example/x?access_token=" + secret).toString())
        .doesNotContain(secret);
  }

  @Test
  void hidesSecretsInItsOwnErrors() {
    assertThatThrownBy(() -> SafeUri.parse("https://me:hush@host.example/a b"))
        .isInstanceOf(InputException.class)
        .hasMessageNotContaining("hush");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "relative/path",
        "//host.example/x",
        "https://host.example/\n",
        "https://host.example/\u0000",
        ""
      })
  void rejectsWhatIsNoAbsoluteUri(String text) {
    assertThatThrownBy(() -> SafeUri.parse(text)).isInstanceOf(InputException.class);
  }

  @Test
  void comparesOriginsWithTheirDefaultPorts() {
    assertThat(SafeUri.parse("https://Host.example:443/a").origin())
        .isEqualTo(SafeUri.parse("https://host.example./b").origin());
    assertThat(SafeUri.parse("https://host.example/").origin())
        .isNotEqualTo(SafeUri.parse("http://host.example/").origin());
  }

  @Test
  void stripsUserInformation() {
    assertThat(SafeUri.parse("https://u:p@host.example/x?y#z").withoutUserInfo().uri().toString())
        .isEqualTo("https://host.example/x?y#z");
  }
}
