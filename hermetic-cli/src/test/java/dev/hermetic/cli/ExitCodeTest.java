package dev.hermetic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.CancelledException;
import dev.hermetic.core.FetchException;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.InputException;
import dev.hermetic.core.IntegrityException;
import dev.hermetic.core.LayoutException;
import dev.hermetic.core.PolicyException;
import dev.hermetic.core.PrefetchFailedException;
import dev.hermetic.core.ProviderException;
import dev.hermetic.core.StoreException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ExitCodeTest {
  private static final HermeticException INTEGRITY =
      IntegrityException.builder("integrity.digest")
          .subject("x")
          .message("x")
          .expected("a")
          .actual("b")
          .build();
  private static final HermeticException AUTHENTICATION = fetch(401);
  private static final HermeticException NETWORK = fetch(500);
  private static final HermeticException POLICY =
      PolicyException.builder("policy.host").subject("x").message("x").build();
  private static final HermeticException INPUT = InputException.of("input.option", "x");
  private static final HermeticException LOCK =
      StoreException.builder("store.locked").subject("x").message("x").build();
  private static final HermeticException LOCAL =
      StoreException.builder("store.full").subject("x").message("x").build();

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(INPUT, 10),
        Arguments.of(
            LayoutException.builder("layout.collision").subject("x").message("x").build(), 10),
        Arguments.of(
            ProviderException.builder("provider.missing").subject("x").message("x").build(), 10),
        Arguments.of(
            ProviderException.builder("provider.failed").subject("x").message("x").build(), 70),
        Arguments.of(
            StoreException.builder("store.output-locked").subject("x").message("x").build(), 41),
        Arguments.of(POLICY, 11),
        Arguments.of(INTEGRITY, 20),
        Arguments.of(NETWORK, 30),
        Arguments.of(fetch(0), 30),
        Arguments.of(AUTHENTICATION, 31),
        Arguments.of(fetch(403), 31),
        Arguments.of(fetch(407), 31),
        Arguments.of(LOCAL, 40),
        Arguments.of(new IOException("disk"), 40),
        Arguments.of(LOCK, 41),
        Arguments.of(new IllegalStateException("bug"), 70),
        Arguments.of(CancelledException.of(), 130),
        Arguments.of(new InterruptedException(), 130));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void givesEachFailureItsCode(Throwable failure, int code) {
    assertThat(ExitCode.of(failure)).isEqualTo(code);
  }

  @Test
  void prefersTheGravestOfSeveralFailures() {
    List<HermeticException> left =
        new ArrayList<>(List.of(LOCAL, LOCK, INPUT, POLICY, NETWORK, AUTHENTICATION, INTEGRITY));
    List<Integer> codes = new ArrayList<>();
    while (!left.isEmpty()) {
      codes.add(ExitCode.of(PrefetchFailedException.of(left)));
      left.remove(left.size() - 1);
    }
    assertThat(codes).containsExactly(20, 31, 30, 11, 10, 41, 40);
  }

  private static HermeticException fetch(int status) {
    return FetchException.builder("fetch.status").subject("x").message("x").status(status).build();
  }
}
