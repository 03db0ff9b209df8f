package dev.hermetic.rpm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.Ecosystem;
import dev.hermetic.core.Prefetch;
import dev.hermetic.testkit.DeclaredProviders;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Class path and module path offer the same providers. */
class ProvidersTest {
  @Test
  void moduleAndServiceFilesAgree() throws IOException {
    DeclaredProviders.assertAlike(RpmLayout.class);
  }

  @Test
  void theProvidersAreAPair() {
    assertThat(new RpmResolver().ecosystem()).isEqualTo(new RpmLayout().ecosystem());
  }

  /** These tests run on the module path; those of the command find it on the class path. */
  @Test
  void areFoundOnTheModulePath(@TempDir Path directory) {
    assertThat(RpmLayout.class.getModule().isNamed()).isTrue();
    try (Prefetch prefetch = Prefetch.create(directory.resolve("store"))) {
      assertThat(prefetch.ecosystems()).extracting(Ecosystem::id).contains("rpm");
    }
  }
}
