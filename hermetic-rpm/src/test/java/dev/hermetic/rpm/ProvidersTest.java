package dev.hermetic.rpm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.spi.CacheLayout;
import dev.hermetic.core.spi.Resolver;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Class path and module path offer the same providers. */
class ProvidersTest {
  @ParameterizedTest
  @ValueSource(classes = {Resolver.class, CacheLayout.class})
  void moduleAndServiceFilesAgree(Class<?> service) throws IOException {
    assertThat(declaredByModule(service)).isNotEmpty().isEqualTo(declaredByFile(service));
  }

  @Test
  void theProvidersAreAPair() {
    assertThat(new RpmResolver().ecosystem()).isEqualTo(new RpmLayout().ecosystem());
  }

  private static List<String> declaredByModule(Class<?> service) throws IOException {
    try (InputStream in = RpmLayout.class.getResourceAsStream("/module-info.class")) {
      return ModuleDescriptor.read(in).provides().stream()
          .filter(provides -> provides.service().equals(service.getName()))
          .flatMap(provides -> provides.providers().stream())
          .toList();
    }
  }

  private static List<String> declaredByFile(Class<?> service) throws IOException {
    String path = "/META-INF/services/" + service.getName();
    try (InputStream in = RpmLayout.class.getResourceAsStream(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
