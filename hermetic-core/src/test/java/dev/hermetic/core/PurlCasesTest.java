package dev.hermetic.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Cases of the kinds that the package URL project publishes with its specification, each with the
 * section of ECMA-427 (1st edition) that decides it; section 5.7 names the type whose definition
 * does.
 */
class PurlCasesTest {
  private static final JsonNode CASES = cases();

  private static JsonNode cases() {
    try (InputStream in = PurlCasesTest.class.getResourceAsStream("purl-cases.json")) {
      return new JsonMapper().readTree(Objects.requireNonNull(in));
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  private static Stream<Arguments> of(String kind) {
    return CASES
        .valueStream()
        .filter(one -> text(one, "kind").equals(kind))
        .map(one -> Named.of(text(one, "section") + ": " + text(one, "about"), one))
        .map(Arguments::of);
  }

  private static String text(JsonNode one, String field) {
    return one.path(field).asString("");
  }

  private static Map<String, String> qualifiers(JsonNode one) {
    Map<String, String> qualifiers = new LinkedHashMap<>();
    one.path("qualifiers")
        .properties()
        .forEach(q -> qualifiers.put(q.getKey(), q.getValue().asString()));
    return qualifiers;
  }

  static Stream<Arguments> texts() {
    return of("roundtrip");
  }

  static Stream<Arguments> parts() {
    return of("build");
  }

  static Stream<Arguments> malformedTexts() {
    return of("invalid");
  }

  static Stream<Arguments> malformedParts() {
    return of("invalid-build");
  }

  @ParameterizedTest
  @MethodSource("texts")
  void printsTheCanonicalFormOfWhatItReads(JsonNode one) {
    assertThat(Purl.parse(text(one, "input")).toString()).isEqualTo(text(one, "canonical"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void readsTheCanonicalFormAsItself(JsonNode one) {
    assertThat(Purl.parse(text(one, "canonical")).toString()).isEqualTo(text(one, "canonical"));
  }

  @ParameterizedTest
  @MethodSource("parts")
  void printsParts(JsonNode one) throws MalformedPurlException {
    assertThat(PurlText.write(partsOf(one))).isEqualTo(text(one, "canonical"));
  }

  @ParameterizedTest
  @MethodSource("parts")
  void readsPartsBack(JsonNode one) throws MalformedPurlException {
    assertThat(PurlText.read(text(one, "canonical"))).isEqualTo(partsOf(one));
  }

  private static PurlParts partsOf(JsonNode one) throws MalformedPurlException {
    return PurlParts.of(
        text(one, "type"),
        new PurlName(text(one, "namespace"), text(one, "name")),
        text(one, "version"),
        qualifiers(one),
        text(one, "subpath"));
  }

  @ParameterizedTest
  @MethodSource("malformedTexts")
  void rejectsMalformedTexts(JsonNode one) {
    assertThatThrownBy(() -> Purl.parse(text(one, "input")))
        .isInstanceOf(InputException.class)
        .extracting(failure -> ((InputException) failure).code())
        .isEqualTo("input.purl");
  }

  @ParameterizedTest
  @MethodSource("malformedParts")
  void rejectsMalformedParts(JsonNode one) {
    assertThatThrownBy(
            () -> Purl.of(text(one, "type"), "", text(one, "name"), "1", qualifiers(one)))
        .isInstanceOf(InputException.class)
        .extracting(failure -> ((InputException) failure).code())
        .isEqualTo("input.purl");
  }
}
