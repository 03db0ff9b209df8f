package dev.hermetic.formats.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.Template;
import dev.hermetic.core.spi.SourceFile;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonReaderTest {
  private static final RelPath FILE = RelPath.of("x.json");
  private static final JsonReader READER = JsonReader.of("write it anew");

  private static LockfileException refused(String text) {
    return catchThrowableOfType(LockfileException.class, () -> READER.read(FILE, text));
  }

  @Test
  void knowsWhereEachValueStands() {
    String text = "{\n \"a\": [1,\n {\"b\" : \"c\\n\"}]}";
    JsonNode item = READER.read(FILE, text).get("a").orElseThrow().get("1").orElseThrow();
    JsonNode.Member member = item.members().get("b");
    assertThat(item.line()).isEqualTo(3);
    assertThat(member.value().line()).isEqualTo(3);
    assertThat(text.substring(item.start(), item.end())).isEqualTo("{\"b\" : \"c\\n\"}");
    assertThat(text.substring(member.start(), member.value().end())).isEqualTo("\"b\" : \"c\\n\"");
    assertThat(member.value().asText()).contains("c\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | lockfile.json | 0",
        "'{\"a\":1,~\"a\":2}' | lockfile.json-duplicate | 2",
        "'{} {}' | lockfile.json | 1",
        "'{\"a\":~~tru}' | lockfile.json | 3",
        "'{~=======~\"b\": 1}' | lockfile.conflict-markers | 2"
      })
  void refusesWithCodeAndLine(String lines, String code, int line) {
    LockfileException failure = refused(lines.replace('~', '\n'));
    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.location().orElseThrow().line()).isEqualTo(line);
  }

  @Test
  void saysWhatTheCallerAdvises() {
    assertThat(refused("{").hints()).containsExactly("write it anew");
    assertThat(refused("<<<<<<< ours").hints())
        .containsExactly("resolve the conflict", "write it anew");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":"})
  void refusesDepthWithoutOverflowingTheStack(String opening) {
    assertThat(refused(opening.repeat(100_000)).code()).isEqualTo("lockfile.json");
  }

  @Property
  void quotesEveryTextSoThatItReadsBack(@ForAll String text) {
    String safe = text.replaceAll("\\p{Cs}", "?");
    JsonNode json = READER.read(FILE, "{\"a\":" + JsonStrings.quote(safe) + "}");
    assertThat(json.text("a")).contains(safe);
  }

  @Property(tries = 300)
  void readsTheSameWhetherObjectsAreFoldedOrNot(
      @ForAll @IntRange(min = 0, max = 4) int depth,
      @ForAll @IntRange(max = 3) int width,
      @ForAll @IntRange(max = 5) int levels) {
    String text = nested(width, levels);
    assertThat(shown(READER.folding(depth).read(FILE, text)))
        .isEqualTo(shown(READER.read(FILE, text)));
  }

  private static String nested(int width, int levels) {
    if (levels == 0) {
      return "[true, \"x\", 1.5]";
    }
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < width; i++) {
      text.append(i == 0 ? "\n" : ",\n").append("\"n").append(i).append("\": ");
      text.append(nested(width, levels - 1));
    }
    return text.append("\n}").toString();
  }

  private static String shown(JsonNode node) {
    StringBuilder text = new StringBuilder();
    text.append(node.kind()).append(node.line()).append(node.start()).append(node.end());
    text.append(node.literal());
    node.members()
        .forEach(
            (name, member) ->
                text.append(name).append(member.start()).append(shown(member.value())));
    return text.toString();
  }

  @Test
  void editsLeaveEverythingElseAsItIs() {
    String text = "\uFEFF{\r\n\t\"keep\" : [ 1 ,2 ],\r\n\t\"old\": \"a\", \"n\": 0 }";
    SourceFile file = SourceFile.of(FILE, text.getBytes(StandardCharsets.UTF_8));
    JsonNode root = READER.read(file);
    JsonEdits edits = new JsonEdits(file);
    edits.replace(root.get("n").orElseThrow(), "${x}");
    edits.rename(root.members().get("old"), "new");
    edits.insertAfter(root.members().get("keep"), "added", Template.literal("b"));
    assertThat(edits.template().expand("/out"))
        .isEqualTo(
            "\uFEFF{\r\n\t\"keep\" : [ 1 ,2 ],\r\n\t\"added\": \"b\",\r\n\t\"new\": \"a\","
                + " \"n\": \"${x}\" }");
  }
}
