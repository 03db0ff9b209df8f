package dev.hermetic.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PurlProperties {
  /** Unicode text of all planes, and much of what separates in a package URL. */
  @Provide
  Arbitrary<String> text() {
    Arbitrary<Integer> any = Arbitraries.integers().between(0, Character.MAX_CODE_POINT);
    Arbitrary<Integer> latin = Arbitraries.integers().between(0, 0x24f);
    Arbitrary<Integer> special = Arbitraries.of(":/@?=&#%+ .~-_".chars().boxed().toList());
    return Arbitraries.oneOf(any, latin, special)
        .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
        .list()
        .ofMaxSize(12)
        .map(
            points ->
                points.stream()
                    .collect(
                        StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString());
  }

  @Provide
  Arbitrary<String> name() {
    return text().filter(name -> !name.replace("/", "").isEmpty());
  }

  @Provide
  Arbitrary<Map<String, String>> qualifiers() {
    Arbitrary<String> first = Arbitraries.strings().withCharRange('a', 'z').ofLength(1);
    Arbitrary<String> more =
        Arbitraries.strings().withCharRange('a', 'z').withChars("01._-").ofMaxLength(4);
    Arbitrary<String> key = Combinators.combine(first, more).as(String::concat);
    return Arbitraries.maps(key, text()).ofMaxSize(4);
  }

  @Property(tries = 2000)
  void readingGivesThePartsThatWereWritten(
      @ForAll("name") String name,
      @ForAll("text") String namespace,
      @ForAll("text") String version,
      @ForAll("qualifiers") Map<String, String> qualifiers,
      @ForAll("text") String subpath)
      throws MalformedPurlException {
    PurlParts parts =
        PurlParts.of("generic", new PurlName(namespace, name), version, qualifiers, subpath);
    assertThat(PurlText.read(PurlText.write(parts))).isEqualTo(parts);
  }

  @Property(tries = 2000)
  void partsThatAreWrittenAreKeptButForOuterSlashes(
      @ForAll("name") String name, @ForAll("text") String version) {
    Purl purl = Purl.parse(Purl.of("generic", "", name, version).toString());
    assertThat(purl.fullName()).isEqualTo(name.replaceAll("^/+|/+$", ""));
    assertThat(purl.version().orElse("")).isEqualTo(version);
  }

  @Property
  void spellingOfATypeIsStable(
      @ForAll("name") String name, @ForAll("text") String namespace, @ForAll("type") String type) {
    Purl purl = Purl.of(type, namespace, name, "1");
    assertThat(Purl.parse(purl.toString())).isEqualTo(purl);
  }

  @Provide
  Arbitrary<String> type() {
    return Arbitraries.of("github", "golang", "rpm", "pypi", "pub", "cpan", "huggingface", "npm");
  }

  @Property(tries = 2000)
  void theCanonicalTextIsPlainAscii(@ForAll("name") String name, @ForAll("text") String version) {
    assertThat(Purl.of("generic", "", name, version).toString())
        .matches(
            "pkg:generic/([A-Za-z0-9._~:-]|%[0-9A-F]{2})+(@([A-Za-z0-9._~:-]|%[0-9A-F]{2})+)?");
  }

  /** Also what no package URL is: a fault of a text is one of its kind. */
  @Property(tries = 2000)
  void readsEveryTextOrSaysWhyNot(@ForAll("text") String rest) {
    String text = "pkg:generic/" + rest;
    try {
      String canonical = Purl.parse(text).toString();
      assertThat(Purl.parse(canonical).toString()).isEqualTo(canonical);
    } catch (InputException malformed) {
      assertThat(malformed.code()).isEqualTo("input.purl");
    }
  }

  @Example
  void rejectsHalfOfASurrogatePairInEveryPart() {
    String half = "\ud800";
    assertThatThrownBy(() -> Purl.of("generic", "", half, "1")).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> Purl.of("generic", half, "a", "1")).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> Purl.of("generic", "", "a", half)).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> Purl.of("generic", "", "a", "1", Map.of("k", half)))
        .isInstanceOf(InputException.class);
    assertThatThrownBy(() -> Purl.parse("pkg:generic/" + half)).isInstanceOf(InputException.class);
  }
}
