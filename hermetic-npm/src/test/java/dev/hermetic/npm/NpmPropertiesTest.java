package dev.hermetic.npm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.Template;
import dev.hermetic.core.spi.SourceFile;
import dev.hermetic.formats.json.JsonEdits;
import dev.hermetic.formats.json.JsonNode;
import dev.hermetic.formats.json.JsonStrings;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for all inputs. */
class NpmPropertiesTest {
  private static final RelPath FILE = RelPath.of("package-lock.json");

  private static SourceFile text(String json) {
    return SourceFile.of(FILE, json.getBytes(StandardCharsets.UTF_8));
  }

  @Property
  void classifiesEveryTextWithoutFailing(@ForAll String text) {
    assertThat(Classification.of(text)).isNotNull();
    assertThat(SpecRule.breaks(SpecRule.ANY)).isFalse();
    assertThat(List.of(true, false)).contains(SpecRule.breaks(text));
  }

  @Property
  void looseningIsIdempotentAndTouchesNothingElse(@ForAll("specs") List<String> specs) {
    StringBuilder json = new StringBuilder("{ \"dependencies\" : {");
    for (int i = 0; i < specs.size(); i++) {
      json.append(i == 0 ? "\n" : " ,\n\t").append("\"p").append(i).append("\": ");
      json.append(JsonStrings.quote(specs.get(i)));
    }
    String before = json.append("} , \"other\" : \"latest\" }").toString();
    String after = loosened(before);
    assertThat(loosened(after)).isEqualTo(after);
    String expected = before;
    for (int i = 0; i < specs.size(); i++) {
      String name = "\"p" + i + "\": ";
      if (SpecRule.breaks(specs.get(i))) {
        expected = expected.replace(name + JsonStrings.quote(specs.get(i)), name + "\"*\"");
      }
    }
    assertThat(after).isEqualTo(expected);
    assertThat(NpmJson.READER.read(FILE, after).isObject()).isTrue();
  }

  private static String loosened(String json) {
    SourceFile file = text(json);
    LockedVersions none =
        LockedVersions.of(
            new Lockfile(file, NpmJson.READER.read(FILE, "{}"), 3, List.of(), List.of()));
    JsonEdits edit = new ManifestRewriter(file, none, finding -> {}).edit();
    return edit.template().expand("/out");
  }

  @Provide
  Arbitrary<List<String>> specs() {
    return Arbitraries.oneOf(
            Arbitraries.of("latest", "^1.0.0", "o/r", "npm:a@b", "$x", "${output_dir}", "file:a"),
            Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(12))
        .list()
        .ofMaxSize(8);
  }

  @Property
  void namesAreSafeAndDistinctForDistinctContent(@ForAll("pins") List<Pin> pins) {
    Map<String, RelPath> places = TarballName.assign(pins);
    Map<String, ExpectedDigests> contents = new HashMap<>();
    for (Pin pin : pins) {
      RelPath place = places.get(pin.entry().key());
      assertThat(place.value()).endsWith(".tgz").doesNotContain("..").doesNotContain("%");
      ExpectedDigests other = contents.putIfAbsent(place.foldedKey(), pin.expected());
      assertThat(other == null || other.equals(pin.expected())).isTrue();
    }
  }

  @Property
  void namesDoNotDependOnTheOrderOfTheLock(@ForAll("pins") List<Pin> pins) {
    List<Pin> reversed = new java.util.ArrayList<>(pins);
    java.util.Collections.reverse(reversed);
    assertThat(TarballName.assign(reversed)).isEqualTo(TarballName.assign(pins));
  }

  @Provide
  Arbitrary<List<Pin>> pins() {
    Arbitrary<String> names = Arbitraries.of("a-b-c", "@a/b-c", "@a-b/c", "A-b-c", "@A/b-c");
    Arbitrary<String> integrities =
        Arbitraries.of("x", "y").map(s -> TestTarball.sri(new byte[] {(byte) s.charAt(0)}));
    Arbitrary<String> hosts = Arbitraries.of("r.example", "s.example");
    return Combinators.combine(names, integrities, hosts, Arbitraries.of(true, false))
        .as(NpmPropertiesTest::pin)
        .list()
        .uniqueElements(pin -> pin.entry().key())
        .ofMaxSize(12);
  }

  private static Pin pin(String name, String integrity, String host, boolean registry) {
    String url = "https://" + host + "/" + name + "/-/" + PackageName.unscoped(name) + "-1.0.0.tgz";
    JsonNode node =
        NpmJson.READER.read(
            FILE, "{\"integrity\":" + JsonStrings.quote(integrity) + ",\"version\":\"1.0.0\"}");
    LockEntry entry =
        new LockEntry(FILE, "x", node, name, "1.0.0", new ResolvedForm.Tarball(url), false);
    return new Pin(
        PinnedEntry.of(entry), SafeUri.parse(url), ExpectedDigests.sri(integrity), registry, false);
  }

  @Property
  void escapingKeepsEveryCharacterOfTheOriginal(@ForAll String text) {
    assertThat(Template.literal(text).expand("/out")).isEqualTo(text);
  }
}
