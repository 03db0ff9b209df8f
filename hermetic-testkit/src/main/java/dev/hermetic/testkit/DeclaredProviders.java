package dev.hermetic.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.spi.CacheLayout;
import dev.hermetic.core.spi.Fetcher;
import dev.hermetic.core.spi.Locker;
import dev.hermetic.core.spi.Resolver;
import dev.hermetic.core.spi.Verifier;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The providers that a module declares: in {@code module-info} for the module path, and in {@code
 * META-INF/services} for the class path. Nothing but a test keeps the two alike.
 */
public final class DeclaredProviders {
  private static final List<Class<?>> SERVICES =
      List.of(Resolver.class, CacheLayout.class, Fetcher.class, Verifier.class, Locker.class);

  private DeclaredProviders() {}

  /**
   * Asserts that both declare the same providers of every service, and at least one. A jar without
   * {@code module-info} has nothing to compare.
   *
   * @param provider any class of the module
   * @throws IOException when reading fails
   */
  public static void assertAlike(Class<?> provider) throws IOException {
    Map<String, List<String>> onClassPath = ofServiceFiles(provider);
    assertThat(onClassPath).isNotEmpty();
    try (InputStream in = provider.getResourceAsStream("/module-info.class")) {
      if (in != null) {
        assertThat(ofModule(in)).isEqualTo(onClassPath);
      }
    }
  }

  private static Map<String, List<String>> ofModule(InputStream in) throws IOException {
    Map<String, List<String>> providers = new TreeMap<>();
    for (ModuleDescriptor.Provides provides : ModuleDescriptor.read(in).provides()) {
      if (SERVICES.stream().anyMatch(s -> s.getName().equals(provides.service()))) {
        providers.put(provides.service(), provides.providers());
      }
    }
    return providers;
  }

  private static Map<String, List<String>> ofServiceFiles(Class<?> provider) throws IOException {
    Map<String, List<String>> providers = new TreeMap<>();
    for (Class<?> service : SERVICES) {
      String path = "/META-INF/services/" + service.getName();
      try (InputStream in = provider.getResourceAsStream(path)) {
        if (in != null) {
          String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
          List<String> names =
              text.lines()
                  .map(line -> line.replaceFirst("#.*", "").strip())
                  .filter(line -> !line.isEmpty())
                  .toList();
          providers.put(service.getName(), names);
        }
      }
    }
    return providers;
  }
}
