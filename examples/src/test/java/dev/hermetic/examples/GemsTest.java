package dev.hermetic.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.InputException;
import dev.hermetic.core.Prefetch;
import dev.hermetic.core.PrefetchRequest;
import dev.hermetic.testkit.RecordingFetcher;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GemsTest {
  @TempDir Path directory;

  @Test
  void pointsTheClientAtItsGems() throws Exception {
    Path output = directory.resolve("out");
    RecordingFetcher fetcher =
        new RecordingFetcher()
            .serve("https://gems.example/files/rake-13.2.1.gem", bytes("abc"))
            .serve("https://gems.example/files/empty-0.0.1.gem", bytes(""));
    try (Prefetch prefetch =
        Prefetch.builder().store(directory.resolve("store")).fetcher(fetcher).build()) {
      prefetch.run(
          PrefetchRequest.builder(Path.of("src/test/scenarios/two-gems/source"), output)
              .input("x-gems", ".")
              .build());
      assertThat(prefetch.env(output, "/mnt/out"))
          .containsEntry("X_GEMS_DIR", "/mnt/out/deps/x-gems");
    }
    assertThat(output.resolve("deps/x-gems/rake-13.2.1.gem")).hasContent("abc");
    assertThat(output.resolve("deps/x-gems/index.txt"))
        .hasContent("empty-0.0.1.gem\nrake-13.2.1.gem\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rake 1 abc", "rake 1 abc https://gems.example/x", "a b c d e"})
  void namesTheLineOfAFault(String line) throws Exception {
    Files.writeString(directory.resolve("gems.lock"), "# first\n" + line + "\n");
    try (Prefetch prefetch = Prefetch.create(directory.resolve("store"))) {
      assertThatThrownBy(
              () ->
                  prefetch.plan(
                      PrefetchRequest.builder(directory, directory.resolve("out"))
                          .input("x-gems", ".")
                          .build()))
          .isInstanceOf(InputException.class)
          .hasMessageStartingWith("gems.lock:2: ");
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
