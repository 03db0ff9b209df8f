package dev.hermetic.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Very many files, and a very large one, in a small heap. */
@Timeout(600)
final class LargeRunsTest {
  /** Stronger than the options of the command line. */
  private static final List<String> SMALL_HEAP =
      List.of("env", "_JAVA_OPTIONS=-Xmx64m -XX:TieredStopAtLevel=4");

  private static final int MANY = 5_000;
  private static final long LARGE = (1L << 31) + 12_345;
  private static final long ROOM = 3 * LARGE;

  private @TempDir Path temporary;

  @Test
  void fiveThousandFilesFitIntoASmallHeap() throws Exception {
    Path directory = temporary.toRealPath();
    try (MadeUpFiles server = new MadeUpFiles()) {
      server.lock(
          directory, IntStream.range(0, MANY).mapToObj(i -> "/d" + i % 100 + "/f" + i)::iterator);
      prefetch(directory);
      assertThat(server.requests()).isEqualTo(MANY);
    }
    try (Stream<Path> files = Files.walk(directory.resolve("hermetic-output/deps/generic"))) {
      assertThat(files.filter(Files::isRegularFile).count()).isEqualTo(MANY);
    }
    assertThat(directory.resolve("hermetic-output/deps/generic/d99/f4999"))
        .hasContent("/d99/f4999");
  }

  @Test
  void aFileOfMoreBytesThanAnIntCountsIsStreamed() throws Exception {
    Path directory = temporary.toRealPath();
    requireRoom(directory);
    try (MadeUpFiles server = new MadeUpFiles()) {
      server.lock(directory, List.of("/zeros/" + LARGE));
      prefetch(directory);
      assertThat(server.requests()).isEqualTo(1);
    }
    assertThat(directory.resolve("hermetic-output/deps/generic/zeros/" + LARGE)).hasSize(LARGE);
    assertThat(Files.readString(directory.resolve("hermetic-output/.hermetic/manifest.json")))
        .contains(Long.toString(LARGE));
  }

  private static void prefetch(Path directory) throws Exception {
    try (Running run = Running.under(directory, SMALL_HEAP, "prefetch")) {
      assertThat(run.exitCode()).as(run.toString()).isZero();
      assertThat(run.err()).doesNotContain("OutOfMemory", "Exception");
    }
  }

  private static void requireRoom(Path directory) throws Exception {
    if (Files.getFileStore(directory).getUsableSpace() > ROOM) {
      return;
    }
    if ("required".equals(System.getProperty("hermetic.clients"))) {
      Assertions.fail("not enough free space for a file of " + LARGE + " bytes");
    }
    Assumptions.abort("not enough free space for a file of " + LARGE + " bytes");
  }
}
