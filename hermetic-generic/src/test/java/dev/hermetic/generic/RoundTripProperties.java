package dev.hermetic.generic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.hermetic.core.Digest;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.Location;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SafeUri;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;

class RoundTripProperties {
  private static final RelPath FILE = RelPath.of("artifacts.lock.yaml");
  private static final Location SOMEWHERE = Location.of(FILE);

  @Property(tries = 300)
  void readsWhatItWrote(@ForAll("locks") List<ArtifactEntry> entries) {
    String text = LockfileWriter.write(entries);
    List<ArtifactEntry> read = LockfileReader.read(FILE, text);
    assertThat(read)
        .usingRecursiveComparison()
        .ignoringFieldsOfTypes(Location.class)
        .withEqualsForType(SafeUri::equals, SafeUri.class)
        .isEqualTo(entries);
    assertThat(LockfileWriter.write(read)).isEqualTo(text);
  }

  @Property
  void arbitraryTextNeverBreaksTheReader(@ForAll String text) {
    assertThatCode(
            () -> {
              try {
                LockfileReader.read(FILE, text);
              } catch (HermeticException expected) {
                assertThat(expected.getMessage()).startsWith("artifacts.lock.yaml");
              }
            })
        .doesNotThrowAnyException();
  }

  @Property
  void almostYamlNeverBreaksTheReader(@ForAll("yamlish") @StringLength(max = 60) String text) {
    arbitraryTextNeverBreaksTheReader(text);
  }

  @Provide
  Arbitrary<String> yamlish() {
    return Arbitraries.strings().withChars("ab:-[]{}&*!|>%@`'\"#?,\n \t0~<").ofMaxLength(60);
  }

  @Provide
  Arbitrary<List<ArtifactEntry>> locks() {
    return entries()
        .list()
        .ofMaxSize(8)
        .uniqueElements(ArtifactEntry::filename)
        .uniqueElements(entry -> entry.source().locator());
  }

  private static Arbitrary<ArtifactEntry> entries() {
    return Combinators.combine(sources(), names(), digests(), auths())
        .as(
            (source, name, digest, auth) ->
                new ArtifactEntry(SOMEWHERE, source, RelPath.of(name), Optional.of(digest), auth));
  }

  private static Arbitrary<Source> sources() {
    Arbitrary<String> word =
        Arbitraries.strings().withCharRange('a', 'z').numeric().ofMinLength(1).ofMaxLength(8);
    Arbitrary<Source> web =
        Combinators.combine(word, word)
            .as(
                (host, path) ->
                    WebSource.of("https://" + host + ".example/" + path + "?q=" + path));
    Arbitrary<Source> maven =
        Combinators.combine(word, word, word)
            .as(
                (group, name, version) ->
                    new MavenSource(
                        "https://repo.example/" + group,
                        group,
                        name,
                        version,
                        new MavenSource.Kind("jar", version)));
    return Arbitraries.oneOf(web, maven);
  }

  private static Arbitrary<String> names() {
    return Arbitraries.strings()
        .withCharRange('a', 'z')
        .withChars("0123456789-_ +#'\"&*!é漢")
        .ofMinLength(1)
        .ofMaxLength(12)
        .map(name -> name + "x");
  }

  private static Arbitrary<Digest> digests() {
    return Arbitraries.bytes()
        .array(byte[].class)
        .ofSize(32)
        .map(bytes -> Digest.of(Digest.Algorithm.SHA256, bytes));
  }

  private static Arbitrary<Optional<Auth>> auths() {
    Arbitrary<String> text = Arbitraries.strings().ascii().ofMinLength(1).ofMaxLength(12);
    // RFC 7617, section 2: a user name has no colon.
    Arbitrary<String> user = text.filter(name -> !name.contains(":"));
    Arbitrary<Auth> basic =
        Combinators.combine(user, text).as((u, p) -> new Auth.Basic(SOMEWHERE, u, p));
    Arbitrary<Auth> bearer = text.map(value -> new Auth.Bearer(SOMEWHERE, "X-Token", value));
    return Arbitraries.oneOf(basic, bearer).optional(0.5);
  }
}
