package dev.hermetic.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HermeticExceptionTest {
  private static final Location NEAR = new Location(RelPath.of("ui/package-lock.json"), 812);
  private static final Location FAR = Location.of(RelPath.of("ui"));

  static Stream<HermeticException> oneOfEachKind() {
    return Stream.of(
        InputException.of("a.input", "an input", "one hint", "another"),
        LockfileException.of("a.lockfile", NEAR, "a lockfile", new IOException("disk"), "a hint"),
        FetchException.builder("a.fetch")
            .subject("lodash@4.17.21")
            .message("a fetch")
            .status(503)
            .retryable(true)
            .retryAfter(Duration.ofSeconds(7))
            .at(NEAR)
            .cause(new IOException("line down"))
            .hints("wait")
            .build(),
        IntegrityException.builder("a.integrity")
            .subject("lodash@4.17.21")
            .message("an integrity failure")
            .expected("sha512-x")
            .actual("sha512-y")
            .hints("lock again")
            .build(),
        LayoutException.builder("a.layout").subject("x").message("a layout").at(NEAR).build(),
        PolicyException.builder("a.policy").subject("x").message("a policy").hints("h").build(),
        ProviderException.builder("a.provider").subject("x").message("a provider").build(),
        StoreException.builder("a.store").subject("x").message("a store").build(),
        CancelledException.of(),
        PrefetchFailedException.of(
            List.of(
                LockfileException.of("a.first", NEAR, "the first"),
                InputException.of("a.second", "the second", "a hint"))));
  }

  @ParameterizedTest
  @MethodSource("oneOfEachKind")
  void comesBackWholeFromSerialization(HermeticException failure) throws Exception {
    HermeticException back = throughSerialization(failure);

    assertThat(back).hasSameClassAs(failure);
    assertThat(described(back)).isEqualTo(described(failure));
    assertThat(back.getStackTrace()).isEqualTo(failure.getStackTrace());
  }

  @Test
  void bringsAllFailuresOfARunBackFromSerialization() throws Exception {
    PrefetchFailedException failure = (PrefetchFailedException) oneOfEachKind().toList().get(9);

    PrefetchFailedException back = (PrefetchFailedException) throughSerialization(failure);

    assertThat(back.failures().stream().map(HermeticExceptionTest::described))
        .isEqualTo(failure.failures().stream().map(HermeticExceptionTest::described).toList());
  }

  @Test
  void printsThePlaceBeforeTheReason() {
    LockfileException failure = LockfileException.of("a.code", NEAR, "it is not text");

    assertThat(failure).hasMessage("ui/package-lock.json:812: it is not text");
    assertThat(failure.reason()).isEqualTo("it is not text");
  }

  @ParameterizedTest
  @MethodSource("oneOfEachKind")
  void keepsAKnownPlaceWhenAnotherIsGiven(HermeticException failure) {
    if (failure.location().isPresent()) {
      assertThat(failure.at(FAR).location()).contains(NEAR);
    }
  }

  @Test
  void takesAPlaceThatIsNotKnownYet() {
    IOException cause = new IOException("disk");
    StoreException store =
        StoreException.builder("a.store").message("it is full").cause(cause).hints("gc").build();
    store.addSuppressed(new IOException("also"));

    StoreException located = store.at(NEAR);

    assertThat(located).hasMessage("ui/package-lock.json:812: it is full").hasCause(cause);
    assertThat(located.getSuppressed()).hasSize(1);
    assertThat(located.hints()).containsExactly("gc");
  }

  @Test
  void makesAnInputFailureOneOfTheFileInWhichItWasFound() {
    LockfileException located = InputException.of("a.code", "it is empty", "fill it").at(NEAR);

    assertThat(located.code()).isEqualTo("a.code");
    assertThat(located.hints()).containsExactly("fill it");
  }

  @Test
  void keepsWhatAServerSaidWhenItIsAboutAnotherThing() {
    FetchException failure =
        FetchException.builder("a.fetch")
            .message("no")
            .status(429)
            .retryable(true)
            .retryAfter(Duration.ofSeconds(20))
            .build()
            .about("lodash@4.17.21");

    assertThat(failure.subject()).contains("lodash@4.17.21");
    assertThat(failure.status()).isEqualTo(429);
    assertThat(failure.retryAfter()).contains(Duration.ofSeconds(20));
  }

  @Test
  void locatesTheFailuresOfARunThatHaveNoPlace() {
    PrefetchFailedException failure =
        PrefetchFailedException.of(
            List.of(LockfileException.of("a", NEAR, "one"), InputException.of("b", "two")));

    assertThat(failure.at(FAR).failures().stream().map(f -> f.location().orElseThrow()))
        .containsExactly(NEAR, FAR);
  }

  private static HermeticException throughSerialization(HermeticException failure)
      throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(failure);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (HermeticException) in.readObject();
    }
  }

  private static List<Object> described(HermeticException failure) {
    List<Object> common =
        List.of(
            failure.code(),
            String.valueOf(failure.getMessage()),
            failure.reason(),
            failure.subject(),
            failure.hints(),
            failure.location(),
            String.valueOf(failure.getCause()),
            List.of(failure.getSuppressed()).toString());
    if (failure instanceof FetchException fetch) {
      return List.of(common, fetch.status(), fetch.retryable(), fetch.retryAfter());
    }
    if (failure instanceof IntegrityException integrity) {
      return List.of(common, integrity.expected(), integrity.actual());
    }
    return common;
  }
}
