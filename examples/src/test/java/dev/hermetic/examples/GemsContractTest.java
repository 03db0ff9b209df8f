package dev.hermetic.examples;

import dev.hermetic.core.spi.CacheLayout;
import dev.hermetic.core.spi.Resolver;
import dev.hermetic.testkit.EcosystemContract;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

class GemsContractTest extends EcosystemContract {
  @Override
  protected Resolver resolver() {
    return new GemsResolver();
  }

  @Override
  protected CacheLayout layout() {
    return new GemsLayout();
  }

  @Override
  protected Path sample() {
    return Path.of("src/test/scenarios/two-gems/source");
  }

  @Override
  protected Map<String, byte[]> content() {
    return Map.of(
        "https://gems.example/files/rake-13.2.1.gem",
        "abc".getBytes(StandardCharsets.US_ASCII),
        "https://gems.example/files/empty-0.0.1.gem",
        new byte[0]);
  }
}
