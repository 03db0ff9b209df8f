package dev.hermetic.rpm.lock.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.HermeticException;
import dev.hermetic.core.Location;
import dev.hermetic.core.RelPath;
import dev.hermetic.rpm.fixtures.RpmTools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares with libdnf itself, on made-up texts. */
@Tag("native-client")
final class LibdnfAgreementTest {
  private static final int FILES = 4000;
  private static final int TEXTS = 4000;
  private static final Map<String, String> VALUES =
      Map.of("arch", "x86_64", "basearch", "x86_64", "a", "A", "a_b", "$a", "empty", "");
  private static final List<String> PIECES =
      List.of(
          "[a]",
          "[b]",
          "[ c ]",
          "x=1",
          "x = 2",
          "y=\"q\"",
          "z='",
          "y='a b'",
          "x==",
          "=1",
          "x",
          "x:1",
          "#c",
          ";c",
          " #c",
          " 2",
          "\t3 ",
          "",
          "",
          " ",
          "\r",
          "x=1\r",
          "[a] #c",
          " [b]",
          "x=",
          "[",
          "[]",
          "[a]]",
          "[a]b",
          "[a]bc",
          "x=[b]",
          " y=1",
          "x=\u00e9 \u4e16",
          "x=a,b c",
          "'x'=1",
          " \"",
          "x=\"1");
  private static final List<String> WORDS =
      List.of(
          "$",
          "${",
          "}",
          "a",
          "arch",
          "$a",
          "${a}",
          "${a_b}",
          "_b",
          "-",
          "/",
          "$basearch",
          "${nope}",
          "$nope",
          "${empty}",
          "\\",
          ".",
          " ",
          "\u00e9",
          "$$",
          "{",
          "A");
  private static final List<String[]> OPTIONS = options();

  @TempDir private Path directory;

  @BeforeAll
  static void needsLibdnf() {
    RpmTools.needPythonModule("libdnf");
  }

  @Test
  void readsTheSameFromMadeUpTexts() throws Exception {
    Random random = new Random(5);
    List<String> files = new ArrayList<>();
    for (int i = 0; i < FILES; i++) {
      // Most begin well, so that what follows matters.
      String head = random.nextInt(8) > 0 ? "[a]\n" : "";
      files.add(head + joined(random, PIECES, 1 + random.nextInt(8), "\n"));
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < TEXTS; i++) {
      texts.add(joined(random, WORDS, 1 + random.nextInt(8), ""));
    }
    JsonNode answers = ask(files, texts);
    SoftAssertions soft = new SoftAssertions();
    int refused = 0;
    for (int i = 0; i < FILES; i++) {
      List<List<Object>> ours = sections(files.get(i));
      refused += ours == null ? 1 : 0;
      soft.assertThat(String.valueOf(ours))
          .as("%s", json().writeValueAsString(files.get(i)))
          .isEqualTo(theirs(answers.get("files").get(i)));
    }
    DnfVariables variables = DnfVariables.of("x86_64", java.util.Optional.empty(), VALUES);
    for (int i = 0; i < TEXTS; i++) {
      soft.assertThat(variables.substitute(texts.get(i)))
          .as("%s", texts.get(i))
          .isEqualTo(answers.get("texts").get(i).asString());
    }
    for (int i = 0; i < OPTIONS.size(); i++) {
      String[] option = OPTIONS.get(i);
      soft.assertThat(String.valueOf(option(option[0], option[1])))
          .as("%s=%s", option[0], option[1])
          .isEqualTo(theirs(answers.get("options").get(i)));
    }
    soft.assertAll();
    // Both kinds of answer were compared.
    assertThat(refused).isBetween(FILES / 10, FILES * 9 / 10);
  }

  private JsonNode ask(List<String> files, List<String> texts) throws Exception {
    Path script = directory.resolve("oracle.py");
    try (var source = LibdnfAgreementTest.class.getResourceAsStream("libdnf_oracle.py")) {
      Files.write(script, source.readAllBytes());
    }
    Path work = Files.createDirectories(directory.resolve("work"));
    String question =
        json()
            .writeValueAsString(
                new TreeMap<>(
                    Map.of("files", files, "texts", texts, "values", VALUES, "options", OPTIONS)));
    return json()
        .readTree(
            new RpmTools(directory.resolve("home"))
                .run(work, question, "/usr/bin/python3", script.toString(), work.toString()));
  }

  private static @Nullable List<List<Object>> sections(String text) {
    try {
      List<List<Object>> sections = new ArrayList<>();
      IniReaderTest.read(text)
          .forEach(
              (id, options) -> {
                List<List<String>> pairs = new ArrayList<>();
                options.forEach((key, value) -> pairs.add(List.of(key, value)));
                sections.add(List.of(id, pairs));
              });
      return sections;
    } catch (HermeticException refused) {
      return null;
    }
  }

  private static @Nullable Object option(String name, String value) {
    Location at = Location.of(RelPath.of("a.repo"));
    RepoSection section = new RepoSection(at, "a", Map.of(name, new LocatedText(at, value)));
    DnfVariables none = DnfVariables.of("x86_64", java.util.Optional.empty(), Map.of());
    RepoOptions options = new RepoOptions(section, none);
    try {
      return switch (name) {
        case "priority", "cost" -> options.number(name, 0);
        case "enabled", "module_hotfixes" -> options.flag(name, false);
        default -> options.list(name);
      };
    } catch (HermeticException refused) {
      return null;
    }
  }

  private static List<String[]> options() {
    List<String[]> options = new ArrayList<>();
    for (String flag :
        List.of("1", "0", "yes", "No", "TRUE", "false", "on", "off", "2", "y", "maybe")) {
      options.add(new String[] {"enabled", flag});
      options.add(new String[] {"module_hotfixes", flag});
    }
    for (String number : List.of("1", "-5", "+7", "0", "007", "99999999999", "ten")) {
      options.add(new String[] {"priority", number});
      options.add(new String[] {"cost", number});
    }
    for (String list :
        List.of("a", "a b", "a,b", " a , b ", "a\nb", "a,,b", ",a", "a\tb", "\"a b\"")) {
      options.add(new String[] {"excludepkgs", list});
      options.add(new String[] {"includepkgs", list});
    }
    return options;
  }

  /** As Java prints lists. */
  private static String theirs(JsonNode answer) {
    if (answer.isArray()) {
      List<String> elements = new ArrayList<>();
      answer.forEach(element -> elements.add(theirs(element)));
      return elements.toString();
    }
    return answer.isNull() ? "null" : answer.asString();
  }

  private static String joined(Random random, List<String> pieces, int count, String between) {
    List<String> chosen = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      chosen.add(pieces.get(random.nextInt(pieces.size())));
    }
    return String.join(between, chosen);
  }

  private static JsonMapper json() {
    return JsonMapper.shared();
  }
}
