package dev.hermetic.core.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.internal.http.NetworkNamespace;
import dev.hermetic.core.store.Attempts;
import dev.hermetic.core.store.FaultyCalls;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that replace an output: each time another one of the system calls that do so fails. */
@Timeout(600)
class OutputFaultsTest {
  @TempDir Path temporary;

  @ParameterizedTest
  @ValueSource(strings = {"EIO", "ENOSPC"})
  void neverLeaveABrokenOutput(String error) throws Exception {
    Path directory = temporary.toRealPath();
    FaultyCalls calls = new FaultyCalls(directory.resolve("log"));
    List<String> attempts =
        NetworkNamespace.program(OutputFaultsProcess.class, directory.toString());
    Path without = directory.resolve(Attempts.NO_FAULT);
    prepare(without);
    Map<String, String> old = Lab.tree(without.resolve("out"));
    List<String> faults = calls.faults(attempts);
    Map<String, String> fresh = Lab.tree(without.resolve("out"));

    for (String fault : faults) {
      prepare(directory.resolve(fault));
    }
    assertThat(calls.run(attempts, "error=" + error, faults)).isEqualTo(OutputFaultsProcess.NAMED);
    for (String fault : faults) {
      Path root = directory.resolve(fault);
      assertThat(Lab.tree(root.resolve("out"))).as(fault).isIn(old, fresh);
      assertThatTheNextRunSucceeds(root, fresh);
    }
  }

  /** An output of one lock, a store that holds what it needs, and another lock. */
  private static void prepare(Path root) throws Exception {
    try (Lab lab = OutputFaultsProcess.lab(root)) {
      lab.lock(".", "new/a mem://h/a a", "b mem://h/b b");
      lab.run("x-one", ".");
      lab.lock(".", "a mem://h/a a");
      lab.run("x-one", ".");
      lab.lock(".", "new/a mem://h/a a", "b mem://h/b b");
    }
  }

  private static void assertThatTheNextRunSucceeds(Path root, Map<String, String> fresh)
      throws Exception {
    try (Lab lab = OutputFaultsProcess.lab(root)) {
      lab.run("x-one", ".");
      assertThat(Lab.tree(lab.output)).isEqualTo(fresh);
      assertThat(lab.prefetch.audit(lab.output).findings()).isEmpty();
      try (Stream<Path> all = Files.list(lab.root)) {
        assertThat(all.map(path -> path.getFileName().toString()))
            .containsExactlyInAnyOrder("src", "store", "out");
      }
    }
  }
}
