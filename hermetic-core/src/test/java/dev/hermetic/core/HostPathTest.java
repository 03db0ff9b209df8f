package dev.hermetic.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class HostPathTest {
  @Test
  void saysThatATextIsNotTheNameOfAFile() {
    HostContext host = HostContext.builder(Path.of("")).build();
    assertThatThrownBy(() -> host.path("a\0b"))
        .isInstanceOfSatisfying(
            InputException.class, e -> assertThat(e.code()).isEqualTo("input.file-names"))
        .hasMessageStartingWith("'a\\u0000b' cannot be the name of a file: ");
  }
}
