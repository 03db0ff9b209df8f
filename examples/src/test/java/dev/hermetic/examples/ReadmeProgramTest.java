package dev.hermetic.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.testkit.FakeRegistry;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program of the README, as it is printed there. */
@Timeout(180)
class ReadmeProgramTest {
  @TempDir Path directory;

  @Test
  void prefetchesAndAuditsAProject() throws Exception {
    String readme = Files.readString(Path.of("..", "README.md"));
    int begin = readme.indexOf("```java\n") + "```java\n".length();
    String program = readme.substring(begin, readme.indexOf("```", begin));
    Path source = Files.writeString(directory.resolve("Embedded.java"), program);
    String classPath = System.getProperty("java.class.path");
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(
                    null,
                    null,
                    null,
                    "-cp",
                    classPath,
                    "-d",
                    directory.toString(),
                    source.toString()))
        .isZero();
    byte[] gem = "a gem".getBytes(StandardCharsets.UTF_8);
    try (FakeRegistry registry = FakeRegistry.start()) {
      String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(gem));
      String url = registry.serve("/a-1.gem", gem).uri().toString();
      Path app = Files.createDirectory(directory.resolve("app"));
      Files.writeString(app.resolve("gems.lock"), "a 1 " + sha256 + " " + url + "\n");

      assertThat(run(classPath)).startsWith("1 files, 5 bytes, 1 downloaded, tree sha256:");
    }
    assertThat(directory.resolve("out/deps/x-gems/a-1.gem")).hasBinaryContent(gem);
  }

  private String run(String classPath) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(List.of(java, "-cp", classPath + ":" + directory, "Embedded"))
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .start();
    try (InputStream out = process.getInputStream()) {
      return new String(out.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
