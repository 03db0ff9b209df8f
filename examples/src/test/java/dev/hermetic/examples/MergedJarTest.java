package dev.hermetic.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An application in one jar, made of many as maven-shade does by default: the first file wins. */
@Timeout(180)
class MergedJarTest {
  private static final String PROGRAM =
      """
      import dev.hermetic.core.HermeticException;
      import dev.hermetic.core.PackageInput;
      import dev.hermetic.core.Prefetch;
      import dev.hermetic.core.PrefetchRequest;
      import java.nio.file.Path;

      public class Merged {
        public static void main(String[] args) throws Exception {
          try (Prefetch prefetch = Prefetch.builder().store(Path.of("store")).build()) {
            for (String ecosystem : new String[] {"generic", "npm"}) {
              try {
                prefetch.plan(
                    PrefetchRequest.builder(Path.of("app"), Path.of("out"))
                        .input(PackageInput.of(ecosystem, "."))
                        .build());
              } catch (HermeticException failure) {
                System.out.println(failure.code() + ": " + failure.getMessage());
                failure.hints().forEach(System.out::println);
              }
            }
          }
        }
      }
      """;

  @TempDir Path directory;

  @Test
  void namesTheMergeAsTheCauseOfALostEcosystem() throws Exception {
    Path jar = directory.resolve("app-all.jar");
    merge(OwnProcess.classPath(), jar);
    Files.createDirectory(directory.resolve("app"));
    Path source = Files.writeString(directory.resolve("Merged.java"), PROGRAM);

    String printed = OwnProcess.run(source, List.of(jar)).printed();

    assertThat(printed)
        .containsPattern("provider.missing: (generic|npm): there is no such ecosystem")
        .contains("app-all.jar holds this library and its ecosystems, merged from several jars")
        .contains("ServicesResourceTransformer");
  }

  @Test
  void saysNothingOfAMergeWhereJarsAreApart() throws Exception {
    Files.createDirectory(directory.resolve("app"));
    Path source = Files.writeString(directory.resolve("Merged.java"), PROGRAM);
    List<Path> without =
        OwnProcess.classPath().stream()
            .filter(entry -> !entry.toString().contains("hermetic-npm"))
            .toList();

    String printed = OwnProcess.run(source, without).printed();

    assertThat(printed)
        .contains("provider.missing: npm: there is no such ecosystem")
        .doesNotContain("merged from several jars");
  }

  private static void merge(List<Path> entries, Path jar) throws IOException {
    Set<String> names = new HashSet<>();
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (Path entry : entries) {
        if (Files.isDirectory(entry)) {
          copyDirectory(entry, names, out);
        } else {
          copyJar(entry, names, out);
        }
      }
    }
  }

  private static void copyDirectory(Path root, Set<String> names, JarOutputStream out)
      throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = root.relativize(file).toString().replace('\\', '/');
        if (names.add(name)) {
          out.putNextEntry(new JarEntry(name));
          Files.copy(file, out);
          out.closeEntry();
        }
      }
    }
  }

  private static void copyJar(Path file, Set<String> names, JarOutputStream out)
      throws IOException {
    try (ZipFile jar = new ZipFile(file.toFile())) {
      for (ZipEntry entry : jar.stream().filter(one -> !one.isDirectory()).toList()) {
        boolean signature = entry.getName().matches("META-INF/.*\\.(SF|RSA|DSA|EC)");
        if (!signature && names.add(entry.getName())) {
          out.putNextEntry(new JarEntry(entry.getName()));
          try (InputStream in = jar.getInputStream(entry)) {
            in.transferTo(out);
          }
          out.closeEntry();
        }
      }
    }
  }
}
