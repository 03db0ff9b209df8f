package dev.hermetic.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two processes that write one output at once. */
@Timeout(300)
final class SharedOutputTest {
  private @TempDir Path temporary;

  @Test
  void isWrittenByOneProcessAfterTheOther() throws Exception {
    Path directory = temporary.toRealPath();
    try (Origin origin = new Origin()) {
      origin.lock(directory.resolve("a"), "/slow/of-a", "/both");
      origin.lock(directory.resolve("b"), "/of-b", "/both");
      try (Running a = prefetch(directory, "a")) {
        origin.awaitSlow();
        try (Running b = prefetch(directory, "b")) {
          b.awaitErr("found");
          origin.open();
          assertThat(a.exitCode()).as(a.toString()).isZero();
          assertThat(b.exitCode()).as(b.toString()).isZero();
        }
      }
      assertThatItIsTheOutputOf(directory, "b");
    }
  }

  @Test
  void isAlwaysTheWholeOutputOfOneOfThem() throws Exception {
    Path directory = temporary.toRealPath();
    try (Origin origin = new Origin()) {
      origin.lock(directory.resolve("a"), "/of-a", "/both");
      origin.lock(directory.resolve("b"), "/of-b", "/both");
      for (int round = 0; round < 3; round++) {
        try (Running a = prefetch(directory, "a");
            Running b = prefetch(directory, "b")) {
          assertThat(a.exitCode()).as(a.toString()).isZero();
          assertThat(b.exitCode()).as(b.toString()).isZero();
        }
        boolean ofA = Files.exists(directory.resolve("out/deps/generic/of-a"));
        assertThatItIsTheOutputOf(directory, ofA ? "a" : "b");
      }
    }
  }

  private static Running prefetch(Path directory, String source) throws Exception {
    return Running.hermetic(directory, "prefetch", source, "--output", "out");
  }

  /** Byte for byte what a process alone writes, and the audit finds nothing. */
  private static void assertThatItIsTheOutputOf(Path directory, String source) throws Exception {
    try (Running alone =
            Running.hermetic(directory, "prefetch", source, "--output", "alone-" + source);
        Running audit = Running.hermetic(directory, "audit", "out")) {
      assertThat(alone.exitCode()).as(alone.toString()).isZero();
      assertThat(audit.exitCode()).as(audit.toString()).isZero();
    }
    assertThat(InterruptedRunTest.tree(directory.resolve("out")))
        .isEqualTo(InterruptedRunTest.tree(directory.resolve("alone-" + source)));
  }
}
