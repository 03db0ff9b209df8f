package dev.hermetic.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.Ecosystem;
import dev.hermetic.core.Prefetch;
import java.io.File;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ProviderSetTest {
  @TempDir Path directory;

  @Test
  void findsExactlyTheseEcosystemsOnTheClassPath() {
    try (Prefetch prefetch = Prefetch.create(directory.resolve("store"))) {
      assertThat(prefetch.ecosystems())
          .extracting(Ecosystem::id)
          .containsExactly("generic", "npm", "pip", "rpm", "x-gems");
    }
  }

  @Test
  @Timeout(120)
  void findsExactlyOursOnTheModulePathOfAProcessOfItsOwn() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--module-path",
                shipped(),
                "--add-modules",
                "dev.hermetic.generic,dev.hermetic.npm,dev.hermetic.pip,dev.hermetic.rpm",
                "--class-path",
                testClasses(),
                ListEcosystems.class.getName(),
                directory.resolve("store").toString())
            .redirectErrorStream(true)
            .start();
    try (InputStream out = process.getInputStream()) {
      assertThat(new String(out.readAllBytes(), StandardCharsets.UTF_8).lines())
          .containsExactly("module dev.hermetic.core", "generic", "npm", "pip", "rpm");
    }
    assertThat(process.waitFor()).isZero();
  }

  /** What a plugin's user would put there: no tests, no test libraries, no examples. */
  private static String shipped() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> Files.exists(Path.of(entry)))
        .filter(ProviderSetTest::isShipped)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static boolean isShipped(String entry) {
    String text = entry.replace('\\', '/');
    return !text.contains("/examples/")
        && !text.contains("testkit")
        && Stream.of("junit", "jqwik", "assertj", "opentest4j", "surefire")
            .noneMatch(text.substring(text.lastIndexOf('/') + 1)::contains);
  }

  private static String testClasses() throws Exception {
    return Path.of(ListEcosystems.class.getProtectionDomain().getCodeSource().getLocation().toURI())
        .toString();
  }
}
