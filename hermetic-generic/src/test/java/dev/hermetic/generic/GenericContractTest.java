package dev.hermetic.generic;

import dev.hermetic.core.spi.CacheLayout;
import dev.hermetic.core.spi.Resolver;
import dev.hermetic.testkit.EcosystemContract;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

class GenericContractTest extends EcosystemContract {
  @Override
  protected Resolver resolver() {
    return new GenericResolver();
  }

  @Override
  protected CacheLayout layout() {
    return new GenericLayout();
  }

  @Override
  protected Path sample() {
    return Path.of("src/test/scenarios/url-and-maven/source");
  }

  @Override
  protected Map<String, byte[]> content() {
    byte[] abc = "abc".getBytes(StandardCharsets.US_ASCII);
    return Map.of(
        "https://files.example/keys/release.asc",
        abc,
        "https://repo.example/m2/org/example/lib/1.0/lib-1.0-sources.jar",
        new byte[0]);
  }
}
