package dev.hermetic.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.testkit.FakeRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An application that embeds the library and has no SLF4J provider, as most that log elsewhere. */
@Timeout(180)
class SilenceTest {
  private static final String PROGRAM =
      """
      import dev.hermetic.core.Policy;
      import dev.hermetic.core.Prefetch;
      import dev.hermetic.core.PrefetchRequest;
      import java.nio.file.Path;

      public class Quiet {
        public static void main(String[] args) throws Exception {
          try (Prefetch prefetch = Prefetch.builder().store(Path.of("store")).build()) {
            prefetch.run(
                PrefetchRequest.builder(Path.of("app"), Path.of("out"))
                    .detected(prefetch)
                    .policy(Policy.builder().allowPlainHttp(true).build())
                    .build());
          }
          System.out.print(System.getProperty("slf4j.internal.verbosity", ""));
        }
      }
      """;

  @TempDir Path directory;
  private Path program;

  @BeforeEach
  void writeTheProgram() throws Exception {
    program = Files.writeString(directory.resolve("Quiet.java"), PROGRAM);
    Files.createDirectory(directory.resolve("app"));
  }

  @Test
  void printsNothingWithoutALoggingProvider() throws Exception {
    assertThat(downloads(OwnProcess.classPath())).isEmpty();
  }

  @Test
  void leavesTheWordsOfSlf4jToApplicationsWithProviders() throws Exception {
    String another = "public static class Another extends org.slf4j.nop.NOPServiceProvider {}\n}\n";
    Files.writeString(program, PROGRAM.substring(0, PROGRAM.lastIndexOf('}')) + another);
    Files.writeString(
        Files.createDirectories(directory.resolve("META-INF/services"))
            .resolve("org.slf4j.spi.SLF4JServiceProvider"),
        "Quiet$Another\n");
    List<Path> withProvider = new ArrayList<>(OwnProcess.classPath());
    withProvider.add(provider());

    assertThat(downloads(withProvider)).contains("Class path contains multiple SLF4J providers");
  }

  private static Path provider() throws Exception {
    Class<?> type = Class.forName("org.slf4j.nop.NOPServiceProvider");
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private String downloads(List<Path> classPath) throws Exception {
    try (FakeRegistry registry = FakeRegistry.start()) {
      String url = registry.serve("/a.bin", OneFileProject.CONTENT).uri().toString();
      OneFileProject.write(directory.resolve("app"), url);
      OwnProcess.Ended ended = OwnProcess.run(program, classPath);
      assertThat(ended.code()).as(ended.printed()).isZero();
      assertThat(directory.resolve("out").resolve(OneFileProject.PLACE))
          .hasBinaryContent(OneFileProject.CONTENT);
      return ended.printed();
    }
  }
}
