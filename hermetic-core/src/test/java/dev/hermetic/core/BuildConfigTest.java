package dev.hermetic.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class BuildConfigTest {
  @Test
  void sortsAndMergesEqualEntries() {
    BuildConfig one = BuildConfig.of(List.of(EnvVar.of("B", "1"), EnvVar.of("A", "2")), List.of());
    BuildConfig two = BuildConfig.of(List.of(EnvVar.of("B", "1")), List.of());
    assertThat(one.and(two).environment())
        .containsExactly(EnvVar.of("A", "2"), EnvVar.of("B", "1"));
  }

  @Test
  void refusesTwoValuesForOneVariable() {
    BuildConfig one = BuildConfig.of(List.of(EnvVar.of("A", "1")), List.of());
    BuildConfig two = BuildConfig.of(List.of(EnvVar.of("A", "2")), List.of());
    assertThatThrownBy(() -> one.and(two))
        .isInstanceOf(LayoutException.class)
        .hasMessageContaining("A would have to be both");
  }

  @Test
  void refusesTwoContentsForOneFile() {
    ProjectFile one = ProjectFile.source(RelPath.of("x"), new Template("1"));
    ProjectFile two = ProjectFile.source(RelPath.of("x"), new Template("2"));
    assertThatThrownBy(() -> BuildConfig.of(List.of(), List.of(one, two)))
        .isInstanceOf(LayoutException.class);
  }
}
