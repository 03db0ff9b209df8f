package dev.hermetic.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command offline, with a store that lacks one of a thousand files. */
@Timeout(300)
final class HalfWarmRunTest {
  private @TempDir Path temporary;

  @Test
  void endsWithTheCodeOfTheNetworkAndNamesOneFile() throws Exception {
    Path directory = temporary.toRealPath();
    List<String> all = IntStream.range(0, 1000).mapToObj(i -> "/f" + i).toList();
    try (MadeUpFiles server = new MadeUpFiles()) {
      server.lock(directory, all.subList(0, 999));
      try (Running warm = Running.hermetic(directory, "prefetch", "--output", "warm")) {
        assertThat(warm.exitCode()).as(warm.toString()).isZero();
      }
      server.lock(directory, all);
      try (Running run = Running.hermetic(directory, "prefetch", "--offline")) {
        assertThat(run.exitCode()).as(run.toString()).isEqualTo(30);
        assertThat(run.err().lines().filter(line -> line.contains("is not in the store")))
            .singleElement()
            .asString()
            .contains("f999");
      }
      assertThat(server.requests()).isEqualTo(999);
    }
    assertThat(directory.resolve("hermetic-output")).doesNotExist();
  }
}
