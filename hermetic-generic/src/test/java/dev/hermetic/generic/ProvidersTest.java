package dev.hermetic.generic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.spi.CacheLayout;
import dev.hermetic.core.spi.Locker;
import dev.hermetic.core.spi.Resolver;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProvidersTest {
  private static final Map<Class<?>, Class<?>> PROVIDERS =
      Map.of(
          Resolver.class, GenericResolver.class,
          CacheLayout.class, GenericLayout.class,
          Locker.class, GenericLocker.class);

  @ParameterizedTest
  @ValueSource(classes = {Resolver.class, CacheLayout.class, Locker.class})
  void isRegisteredAlikeForClassPathAndModulePath(Class<?> service) throws Exception {
    String expected = PROVIDERS.get(service).getName();
    assertThat(onTheClassPath(service)).isEqualTo(expected);
    assertThat(moduleProvides()).containsEntry(service.getName(), expected);
  }

  private static String onTheClassPath(Class<?> service) throws IOException {
    String file = "/META-INF/services/" + service.getName();
    try (InputStream in = GenericResolver.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }

  private static Map<String, String> moduleProvides() throws URISyntaxException {
    Path classes =
        Path.of(GenericResolver.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    ModuleDescriptor module =
        ModuleFinder.of(classes).find("dev.hermetic.generic").orElseThrow().descriptor();
    return module.provides().stream()
        .collect(
            Collectors.toMap(
                ModuleDescriptor.Provides::service,
                provides -> String.join(",", provides.providers())));
  }
}
