package dev.hermetic.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.Prefetch;
import java.io.File;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProviderSetTest {
  @TempDir Path directory;

  @Test
  void findsExactlyTheseEcosystemsOnTheClassPath() {
    try (Prefetch prefetch = Prefetch.create(directory.resolve("store"))) {
      assertThat(prefetch.ecosystems()).containsExactly("generic", "npm", "x-gems");
    }
  }

  @Test
  void findsExactlyTheseEcosystemsOnTheModulePath() throws Exception {
    ModuleLayer layer = layer();
    for (String service : List.of("Resolver", "CacheLayout")) {
      assertThat(ids(layer, service)).as(service).containsExactly("generic", "npm");
    }
  }

  /** The class path of this test, except for what is no module and what tests bring along. */
  private static ModuleLayer layer() {
    Path[] path =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .filter(Files::exists)
            .filter(ProviderSetTest::isShipped)
            .toArray(Path[]::new);
    ModuleFinder finder = ModuleFinder.of(path);
    Configuration configuration =
        ModuleLayer.boot()
            .configuration()
            .resolveAndBind(
                finder, ModuleFinder.of(), Set.of("dev.hermetic.generic", "dev.hermetic.npm"));
    return ModuleLayer.boot()
        .defineModulesWithOneLoader(configuration, ClassLoader.getPlatformClassLoader());
  }

  private static boolean isShipped(Path entry) {
    String text = entry.toString().replace('\\', '/');
    return !text.contains("/examples/")
        && !text.contains("testkit")
        && Stream.of("junit", "jqwik", "assertj", "opentest4j", "surefire")
            .noneMatch(text.substring(text.lastIndexOf('/') + 1)::contains);
  }

  private static Set<String> ids(ModuleLayer layer, String service) throws Exception {
    ClassLoader loader = layer.findLoader("dev.hermetic.core");
    Class<?> type = loader.loadClass("dev.hermetic.core.spi." + service);
    Method id = type.getMethod("ecosystem");
    Set<String> ids = new TreeSet<>();
    for (Object provider : ServiceLoader.load(layer, type)) {
      ids.add((String) id.invoke(provider));
    }
    return ids;
  }
}
