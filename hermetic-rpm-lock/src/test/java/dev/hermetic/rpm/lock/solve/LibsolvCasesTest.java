package dev.hermetic.rpm.lock.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs the cases in libsolv's test format below the directory {@code -Dhermetic.libsolv.testcases}.
 * Cases that ask for what DNF never asks for abort and say why.
 */
class LibsolvCasesTest {
  @TestFactory
  Stream<DynamicTest> expectsTheSame() throws IOException {
    String directory = System.getProperty("hermetic.libsolv.testcases", "");
    if (directory.isEmpty()) {
      return Stream.empty();
    }
    try (Stream<Path> files = Files.walk(Path.of(directory))) {
      List<Path> cases = files.filter(file -> file.toString().endsWith(".t")).sorted().toList();
      return cases.stream()
          .map(file -> DynamicTest.dynamicTest(file.toString(), () -> check(file)));
    }
  }

  private static void check(Path file) throws IOException {
    try {
      assertThat(LibsolvCase.run(file)).isEmpty();
    } catch (LibsolvCase.Unsupported unsupported) {
      abort(unsupported.getMessage());
    }
  }
}
