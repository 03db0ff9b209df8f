package dev.hermetic.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptionsTest {
  private static final Options OPTIONS =
      Options.of(
          Map.of("name", "x", "on", true, "list", List.of("a", "b"), "deep", Map.of("k", "v")));

  @Test
  void readsValuesByType() {
    assertThat(OPTIONS.text("name")).contains("x");
    assertThat(OPTIONS.flag("on")).contains(true);
    assertThat(OPTIONS.texts("list")).containsExactly("a", "b");
    assertThat(OPTIONS.texts("name")).containsExactly("x");
    assertThat(OPTIONS.nested("deep").text("k")).contains("v");
    assertThat(OPTIONS.text("absent")).isEmpty();
  }

  @Test
  void rejectsValuesOfAnotherType() {
    assertThatThrownBy(() -> OPTIONS.flag("name"))
        .hasMessageContaining("'name' must be true or false");
    assertThatThrownBy(() -> OPTIONS.texts("on")).hasMessageContaining("a list of texts");
  }

  @Test
  void rejectsUnknownNamesAndListsTheKnownOnes() {
    assertThatThrownBy(() -> OPTIONS.rejectUnknown("name", "on", "list"))
        .isInstanceOfSatisfying(
            InputException.class,
            e -> {
              assertThat(e).hasMessageContaining("'deep'");
              assertThat(e.hints()).containsExactly("use one of: list, name, on");
            });
  }
}
