package dev.hermetic.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.spi.CacheLayout;
import dev.hermetic.core.spi.ClientConfiguration;
import dev.hermetic.core.spi.Fetcher;
import dev.hermetic.core.spi.Locker;
import dev.hermetic.core.spi.LockfileDetector;
import dev.hermetic.core.spi.Resolver;
import dev.hermetic.core.spi.Verifier;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.URL;
import java.net.URLClassLoader;
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
      List.of(
          Resolver.class,
          CacheLayout.class,
          Fetcher.class,
          Verifier.class,
          Locker.class,
          LockfileDetector.class,
          ClientConfiguration.class);

  private DeclaredProviders() {}

  /**
   * Asserts that both declare the same providers of every service, and at least one. A jar without
   * {@code module-info} has nothing to compare.
   *
   * @param provider any class of the module
   * @throws IOException when reading fails
   */
  public static void assertAlike(Class<?> provider) throws IOException {
    // Only where the class itself comes from: a class path has many files of these names.
    URL home = provider.getProtectionDomain().getCodeSource().getLocation();
    try (URLClassLoader own = new URLClassLoader(new URL[] {home}, null)) {
      Map<String, List<String>> onClassPath = ofServiceFiles(own);
      assertThat(onClassPath).as("services of " + home).isNotEmpty();
      URL descriptor = own.findResource("module-info.class");
      if (descriptor != null) {
        try (InputStream in = descriptor.openStream()) {
          assertThat(ofModule(in)).isEqualTo(onClassPath);
        }
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

  private static Map<String, List<String>> ofServiceFiles(URLClassLoader own) throws IOException {
    Map<String, List<String>> providers = new TreeMap<>();
    for (Class<?> service : SERVICES) {
      URL file = own.findResource("META-INF/services/" + service.getName());
      if (file != null) {
        providers.put(service.getName(), names(file));
      }
    }
    return providers;
  }

  private static List<String> names(URL file) throws IOException {
    try (InputStream in = file.openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.replaceFirst("#.*", "").strip())
          .filter(line -> !line.isEmpty())
          .toList();
    }
  }
}
