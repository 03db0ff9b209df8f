package dev.hermetic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of faults against the tests in the sources of all modules. */
final class FaultMatrixTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Pattern TEST =
      Pattern.compile("`([A-Z]\\w*(?:Test|IT|Properties))?(?:\\.([a-z]\\w*))?`");
  private static final Pattern METHOD =
      Pattern.compile("@(?:Test|ParameterizedTest|Property)\\b[^;{}]*?\\bvoid (\\w+)\\(");
  private static final Pattern STRINGS =
      Pattern.compile("\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\])*\"", Pattern.DOTALL);

  @Test
  void namesOnlyTestsThatExist() throws IOException {
    Map<String, List<String>> tests = tests();
    List<String> missing = new ArrayList<>();
    int named = 0;
    for (String row : rows()) {
      String type = "";
      Matcher name = TEST.matcher(row.substring(row.lastIndexOf('|', row.length() - 3)));
      while (name.find()) {
        type = name.group(1) == null ? type : name.group(1);
        String method = name.group(2);
        List<String> methods = tests.get(type);
        if (methods == null || method != null && !methods.contains(method)) {
          missing.add(type + "." + method);
        }
        named++;
      }
    }
    assertThat(missing).isEmpty();
    assertThat(named).isGreaterThan(100);
  }

  @Test
  void provesEveryFaultOfItsTables() throws IOException {
    assertThat(rows()).hasSizeGreaterThan(70).allMatch(row -> TEST.matcher(row).find());
  }

  /** The rows of the tables before the last one, which lists what has no test. */
  private static List<String> rows() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/fault-matrix.md"));
    return page.substring(0, page.indexOf("## Not proved"))
        .lines()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| fault |"))
        .toList();
  }

  private static Map<String, List<String>> tests() throws IOException {
    Map<String, List<String>> tests = new TreeMap<>();
    try (Stream<Path> modules = Files.list(ROOT)) {
      for (Path module : modules.sorted().toList()) {
        Path sources = module.resolve("src/test/java");
        if (Files.isDirectory(sources)) {
          try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
              String name = file.getFileName().toString().replace(".java", "");
              tests.computeIfAbsent(name, key -> new ArrayList<>()).addAll(methods(file));
            }
          }
        }
      }
    }
    return tests;
  }

  private static List<String> methods(Path file) throws IOException {
    String code = STRINGS.matcher(Files.readString(file)).replaceAll("\"\"");
    return METHOD
        .matcher(code.replaceAll("\\{[^{};]*\\}", ""))
        .results()
        .map(found -> found.group(1))
        .toList();
  }
}
