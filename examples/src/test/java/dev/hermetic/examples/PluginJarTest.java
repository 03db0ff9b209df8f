package dev.hermetic.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.testkit.FakeRegistry;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The gems of this example as a jar that the unchanged command is given. */
@Timeout(180)
class PluginJarTest {
  private static final byte[] GEM = "a gem".getBytes(StandardCharsets.UTF_8);

  private record Ended(int code, String printed) {}

  @TempDir Path directory;
  private Path jar;

  @BeforeEach
  void packThePlugin() throws Exception {
    Path classes =
        Path.of(GemsResolver.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    jar = directory.resolve("gems.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, out);
        out.closeEntry();
      }
    }
  }

  @Test
  void isListedByHelp() throws Exception {
    assertThat(hermetic("--plugin", jar.toString(), "--help").printed())
        .containsPattern("x-gems +gems.lock");
  }

  @Test
  void isUnknownWithoutTheJar() throws Exception {
    assertThat(hermetic("--help").printed()).doesNotContain("x-gems");
  }

  @Test
  void isDetectedPlannedFetchedAndAudited() throws Exception {
    try (FakeRegistry registry = FakeRegistry.start()) {
      String url = registry.serve("/a-1.gem", GEM).uri().toString();
      Path source = project(url);
      String output = directory.resolve("out").toString();

      Ended planned = plugged("plan", source.toString());
      assertThat(planned.printed()).contains("found gems.lock (x-gems)", "deps/x-gems/a-1.gem");
      Ended fetched = plugged("prefetch", source.toString(), "--output", output);
      assertThat(fetched.code()).as(fetched.printed()).isZero();
      assertThat(directory.resolve("out/deps/x-gems/a-1.gem")).hasBinaryContent(GEM);
      Ended audited = plugged("audit", output);
      assertThat(audited.code()).as(audited.printed()).isZero();
    }
  }

  @Test
  void isFoundThroughTheVariableToo() throws Exception {
    Path source = project("https://gems.example/a-1.gem");

    assertThat(run(List.of("plan", source.toString()), jar.toString()).printed())
        .contains("found gems.lock (x-gems)");
  }

  @Test
  void aJarThatIsNotThereIsNamed() throws Exception {
    assertThat(hermetic("--plugin", "no.jar", "plan", directory.toString()))
        .isEqualTo(
            new Ended(
                10,
                "error: no.jar: there is no such jar [input.plugin]\n"
                    + "  hint: check --plugin and HERMETIC_PLUGINS\n"));
  }

  private Path project(String url) throws Exception {
    Path source = Files.createDirectory(directory.resolve("source"));
    String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(GEM));
    Files.writeString(source.resolve("gems.lock"), "a 1 " + sha256 + " " + url + "\n");
    return source;
  }

  private Ended plugged(String... args) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("--plugin", jar.toString()));
    all.addAll(List.of(args));
    if (!args[0].equals("audit")) {
      all.addAll(List.of("--store", directory.resolve("store").toString()));
    }
    return run(all, "");
  }

  private Ended hermetic(String... args) throws IOException, InterruptedException {
    return run(List.of(args), "");
  }

  private Ended run(List<String> args, String plugins) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", shipped(), "dev.hermetic.cli.Main"));
    command.addAll(args);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.directory(directory.toFile());
    builder.environment().put("HERMETIC_PLUGINS", plugins);
    builder.environment().put("HOME", directory.toString());
    builder.environment().remove("XDG_DATA_HOME");
    Process process = builder.start();
    try (InputStream out = process.getInputStream()) {
      String printed = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      return new Ended(process.waitFor(), printed);
    }
  }

  /** The command's own class path: without this example. */
  private static String shipped() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> Files.exists(Path.of(entry)))
        .filter(entry -> !entry.replace('\\', '/').contains("/examples/"))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
