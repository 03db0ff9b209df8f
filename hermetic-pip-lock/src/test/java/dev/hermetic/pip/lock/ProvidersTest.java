package dev.hermetic.pip.lock;

import dev.hermetic.testkit.DeclaredProviders;
import org.junit.jupiter.api.Test;

class ProvidersTest {
  @Test
  void areDeclaredAlikeForModulePathAndClassPath() throws Exception {
    DeclaredProviders.assertAlike(PipLocker.class);
  }
}
