package dev.hermetic.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.HermeticException;
import dev.hermetic.core.InputException;
import dev.hermetic.core.PackageInput;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class InputGrammarTest {
  @Test
  void readsABareEcosystem() {
    assertThat(InputGrammar.parse("npm").packages()).containsExactly(PackageInput.of("npm", "."));
  }

  @Test
  void readsOneObject() {
    assertThat(InputGrammar.parse("{\"type\": \"npm\", \"path\": \"./ui/\"}").packages())
        .containsExactly(PackageInput.of("npm", "ui"));
  }

  @Test
  void takesTheRootWhenThePathIsLeftOut() {
    assertThat(InputGrammar.parse("[{\"type\": \"generic\"}]").packages())
        .containsExactly(PackageInput.of("generic", "."));
  }

  @Test
  void keepsFurtherKeysAsOptions() {
    PackageInput input =
        InputGrammar.parse("{\"type\":\"generic\",\"lockfile\":\"a.yaml\",\"x\":[true]}")
            .packages()
            .get(0);
    assertThat(input.options().text("lockfile")).contains("a.yaml");
    assertThat(input.options().asMap()).containsOnlyKeys("lockfile", "x");
  }

  @Test
  void mergesEqualPackages() {
    assertThat(
            InputGrammar.parse("[{\"type\":\"npm\"},{\"type\":\"npm\",\"path\":\".\"}]").packages())
        .hasSize(1);
  }

  @Test
  void readsPackagesWithFlags() {
    InputGrammar.Inputs inputs =
        InputGrammar.parse("{\"packages\":[{\"type\":\"npm\"}],\"flags\":[\"gomod-vendor\"]}");
    assertThat(inputs.packages()).hasSize(1);
    assertThat(inputs.flags()).containsExactly("gomod-vendor");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no such file.json",
        "[]",
        "{}",
        "[\"npm\"]",
        "{\"type\": 1}",
        "{\"type\": null}",
        "{\"type\": \"npm\", \"path\": null}",
        "{\"type\": \"npm\", \"path\": 3}",
        "{\"type\": \"npm\", \"lockfile\": null}",
        "{\"type\": \"npm\", \"path\": \"../up\"}",
        "{\"type\": \"npm\", \"path\": \"/abs\"}",
        "{\"type\": \"npm\", \"type\": \"pip\"}",
        "{\"type\": \"npm\"} x",
        "{\"packages\": []}",
        "{\"packages\": {}}",
        "{\"packages\": [{\"type\":\"npm\"}], \"mode\": \"strict\"}",
        "{\"packages\": [{\"type\":\"npm\"}], \"flags\": [\"other\"]}",
        "{\"packages\": [{\"type\":\"npm\"}], \"flags\": \"gomod-vendor\"}",
        "{\"packages\": [{\"type\":\"npm\"}], \"flags\": null}",
        "{\"type\": \"npm\"",
      })
  void refusesWhatIsNoInput(String text) {
    assertThatThrownBy(() -> InputGrammar.parse(text)).isInstanceOf(InputException.class);
  }

  @Test
  void refusesJsonThatIsNestedTooDeeply() {
    String deep = "[".repeat(100_000);
    assertThatThrownBy(() -> InputGrammar.parse(deep)).isInstanceOf(InputException.class);
  }

  @Test
  void showsControlCharactersOfAWrongArgumentEscaped() {
    assertThatThrownBy(() -> InputGrammar.parse("\u001b[31mred"))
        .hasMessageContaining("\\u001b")
        .hasMessageNotContaining("\u001b");
  }

  @Property(tries = 500)
  void failsOnAnyTextOnlyInAnOrderlyWay(@ForAll String text, @ForAll boolean object) {
    String candidate = object ? "{\"type\":" + text + "}" : text;
    try {
      assertThat(InputGrammar.parse(candidate).packages()).isNotEmpty();
    } catch (HermeticException orderly) {
      assertThat(orderly.code()).startsWith("input.");
    }
  }
}
