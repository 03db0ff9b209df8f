package dev.hermetic.core.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.HermeticException;
import dev.hermetic.core.InputException;
import dev.hermetic.core.PrefetchFailedException;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProblemsTest {
  private final Problems problems = new Problems();

  private static InputException failure(String code) {
    return InputException.of(code, "no");
  }

  @Test
  void throwsNothingWhereNothingFailed() {
    problems.check(() -> {});

    assertThatCode(problems::throwIfAny).doesNotThrowAnyException();
  }

  @Test
  void throwsTheOnlyFailureItself() {
    HermeticException only = failure("a");
    problems.add(only);

    assertThatThrownBy(problems::throwIfAny).isSameAs(only);
  }

  @Test
  void goesOnAfterAFailureAndThrowsAll() {
    problems.check(
        () -> {
          throw failure("a");
        });
    problems.add(PrefetchFailedException.of(List.of(failure("b"), failure("c"))));

    assertThatThrownBy(problems::throwIfAny)
        .isInstanceOfSatisfying(
            PrefetchFailedException.class,
            all ->
                assertThat(all.failures())
                    .extracting(HermeticException::code)
                    .containsExactly("a", "b", "c"));
  }

  @Test
  void stopsWhereMoreFailuresWouldHelpNobody() {
    assertThatThrownBy(() -> IntStream.range(0, 1000).forEach(i -> problems.add(failure("a" + i))))
        .isInstanceOfSatisfying(
            PrefetchFailedException.class, all -> assertThat(all.failures()).hasSize(50));
  }

  @Test
  void letsFailuresOfReadingPass() {
    assertThatThrownBy(
            () ->
                problems.attempt(
                    () -> {
                      throw new IOException("disk");
                    }))
        .isInstanceOf(IOException.class);
  }
}
