package dev.hermetic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClassDataTrainingTest {
  @Test
  void prefetchesAndAuditsWithoutAFailure() throws Exception {
    assertThat(ClassDataTraining.train()).isZero();
  }
}
