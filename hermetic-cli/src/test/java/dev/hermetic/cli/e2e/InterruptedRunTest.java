package dev.hermetic.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs that end by a signal while half of a file is there. */
@Timeout(300)
final class InterruptedRunTest {
  /** Under nohup, or in the background of a script, signals are ignored; children inherit that. */
  private static final List<String> SIGNALS_AS_USUAL =
      List.of("env", "--default-signal=HUP,INT,TERM");

  private @TempDir Path temporary;

  private Path directory;
  private Origin origin;

  @BeforeEach
  void start() throws Exception {
    directory = temporary.toRealPath();
    origin = new Origin();
    origin.lock(directory, "/one");
    try (Running first = Running.hermetic(directory, "prefetch")) {
      assertThat(first.exitCode()).as(first.toString()).isZero();
    }
  }

  @AfterEach
  void stop() {
    origin.close();
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
  void leavesTheOldOutputAndNothingBesideIt(String signal, int code) throws Exception {
    Map<String, String> before = tree(directory.resolve("hermetic-output"));
    origin.lock(directory, "/one", "/slow/two");
    try (Running run = Running.under(directory, SIGNALS_AS_USUAL, "prefetch")) {
      origin.awaitSlow();
      run.signal(signal);
      assertThat(run.exitCode()).as(run.toString()).isEqualTo(code);
      assertThat(run.err()).doesNotContain("Exception", "\tat ");
    }
    assertThat(tree(directory.resolve("hermetic-output"))).isEqualTo(before);
    assertThat(names()).containsExactly("artifacts.lock.yaml", "hermetic-output", "store");
  }

  @Test
  void isContinuedByTheNextOneAfterKill() throws Exception {
    origin.lock(directory, "/one", "/slow/two");
    try (Running run = Running.hermetic(directory, "prefetch")) {
      origin.awaitSlow();
      awaitPart(100);
      run.signal("KILL");
      assertThat(run.exitCode()).isEqualTo(137);
    }
    origin.open();
    try (Running next = Running.hermetic(directory, "prefetch")) {
      assertThat(next.exitCode()).as(next.toString()).isZero();
    }
    assertThat(directory.resolve("hermetic-output/deps/generic/slow/two"))
        .hasBinaryContent(Origin.content("/slow/two"));
    assertThat(origin.ranges()).hasSize(1);
    assertThat(names()).containsExactly("artifacts.lock.yaml", "hermetic-output", "store");
  }

  /** Waits until the half that the server sent is on the disk. */
  private void awaitPart(int bytes) throws Exception {
    while (true) {
      try (Stream<Path> parts = Files.list(directory.resolve("store/v1/tmp"))) {
        for (Path part : parts.filter(p -> p.toString().endsWith(".part")).toList()) {
          if (Files.size(part) >= bytes) {
            return;
          }
        }
      }
      Thread.sleep(10);
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  static Map<String, String> tree(Path output) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(output)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(output.relativize(file).toString(), Files.readString(file));
      }
    }
    return files;
  }
}
