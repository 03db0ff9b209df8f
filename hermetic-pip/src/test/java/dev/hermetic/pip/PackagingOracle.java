package dev.hermetic.pip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.testkit.RealClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Compares what we say with what Python's {@code packaging} library says. All questions go to one
 * Python process. The test is skipped where there is no Python with that library, and fails there
 * with {@code -Dhermetic.clients=required}.
 */
public final class PackagingOracle {
  private final List<List<String>> questions = new ArrayList<>();
  private final List<String> ours = new ArrayList<>();

  /** Adds a question, a function of {@code oracle.py} with its arguments, and our answer. */
  public void ask(Function<String[], String> answer, String... question) {
    questions.add(List.of(question));
    ours.add(answer.apply(question));
  }

  /** How many questions there are. */
  public int size() {
    return questions.size();
  }

  /** Asserts that all answers are the same. */
  public void compare(Path scratch) throws IOException, InterruptedException {
    List<String> theirs = run(scratch);
    assertThat(theirs).hasSameSizeAs(ours);
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < ours.size(); i++) {
      if (!ours.get(i).equals(theirs.get(i))) {
        differences.add(questions.get(i) + ": ours " + ours.get(i) + ", theirs " + theirs.get(i));
      }
    }
    assertThat(differences.stream().limit(12)).as("of %s questions", size()).isEmpty();
  }

  private List<String> run(Path scratch) throws IOException, InterruptedException {
    Path python = python();
    Path script = Files.write(scratch.resolve("oracle.py"), script());
    Path input = scratch.resolve("questions");
    Files.write(input, questions.stream().map(PackagingOracle::line).toList());
    Path output = scratch.resolve("answers");
    Process process =
        new ProcessBuilder(python.toString(), "-W", "ignore", script.toString())
            .redirectInput(input.toFile())
            .redirectOutput(output.toFile())
            .redirectError(scratch.resolve("errors").toFile())
            .start();
    int code = process.waitFor();
    assertThat(code).as(Files.readString(scratch.resolve("errors"))).isZero();
    try (Stream<String> lines = Files.lines(output)) {
      return lines.map(line -> URLDecoder.decode(line, StandardCharsets.UTF_8)).toList();
    }
  }

  private static String line(List<String> question) {
    return question.stream()
        .map(field -> URLEncoder.encode(field, StandardCharsets.UTF_8))
        .collect(Collectors.joining("\t"));
  }

  private static byte[] script() {
    try (InputStream in = PackagingOracle.class.getResourceAsStream("oracle.py")) {
      return Objects.requireNonNull(in, "oracle.py").readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A Python with a recent {@code packaging}; {@code .ci/run} installs a recent pip and uv beside
   * it. Skips or fails the test where there is none.
   */
  public static Path python() throws IOException, InterruptedException {
    Path python = RealClient.find("python").executable();
    Process process =
        new ProcessBuilder(
                python.toString(), "-c", "import packaging.ranges, pip._vendor.packaging.ranges")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (process.waitFor() != 0) {
      String message =
          "a Python with 'packaging' and 'pip' 26.3 or newer is missing on this machine";
      if ("required".equals(System.getProperty("hermetic.clients"))) {
        Assertions.fail(message);
      }
      Assumptions.abort(message);
    }
    return python;
  }
}
