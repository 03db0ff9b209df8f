package dev.hermetic.testkit.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Extended by one test of each module. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ArchitectureContract {
  private final OwnModule module;

  /** The contract of a module, with the exceptions that are granted to it. */
  protected ArchitectureContract(OwnModule module) {
    this.module = module;
  }

  /** The module has classes: rules about none hold always. */
  @Test
  final void hasClassesToJudge() {
    assertThat(module.topLevel()).isNotEmpty();
  }

  /** The module keeps a rule. */
  @ParameterizedTest
  @EnumSource
  final void keeps(Rule rule) throws IOException {
    assertThat(module.violations(rule)).isEmpty();
  }
}
