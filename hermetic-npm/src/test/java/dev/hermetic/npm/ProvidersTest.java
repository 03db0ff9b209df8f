package dev.hermetic.npm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.testkit.DeclaredProviders;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Class path and module path offer the same providers. */
class ProvidersTest {
  @Test
  void moduleAndServiceFilesAgree() throws IOException {
    DeclaredProviders.assertAlike(NpmLayout.class);
  }

  @Test
  void theProvidersAreAPair() {
    assertThat(new NpmResolver().ecosystem()).isEqualTo(new NpmLayout().ecosystem());
  }
}
