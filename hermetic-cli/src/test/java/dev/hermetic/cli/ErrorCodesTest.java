package dev.hermetic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of error codes against the codes in the sources of all modules. */
final class ErrorCodesTest {
  private static final String CODE =
      "((?:input|lockfile|generic|npm|pip|rpm|policy|integrity|verify|fetch|layout|output|store|local"
          + "|provider)\\.[a-z][a-z0-9-]*)";
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  @Test
  void documentsEveryCodeAndNoOther() throws IOException {
    SortedSet<String> documented =
        codes(Pattern.compile("(?m)^\\| `" + CODE + "` \\|"), ROOT.resolve("docs/errors.md"));
    SortedSet<String> used = new TreeSet<>();
    for (Path source : sources()) {
      used.addAll(codes(Pattern.compile("\"" + CODE + "\""), source));
    }
    assertThat(used).hasSizeGreaterThan(50);
    assertThat(documented).isEqualTo(used);
  }

  @Test
  void explainsEveryExitCode() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/cli.md"));
    for (int code : List.of(0, 1, 2, 10, 11, 20, 30, 31, 40, 41, 70, 130, 143)) {
      assertThat(page).containsPattern("(?m)^\\| " + code + " \\|");
    }
  }

  private static List<Path> sources() throws IOException {
    List<Path> sources = new java.util.ArrayList<>();
    try (Stream<Path> modules = Files.list(ROOT)) {
      for (Path module : modules.sorted().toList()) {
        Path main = module.resolve("src/main/java");
        if (module.getFileName().toString().startsWith("hermetic-") && Files.isDirectory(main)) {
          try (Stream<Path> files = Files.walk(main)) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
          }
        }
      }
    }
    return sources;
  }

  private static SortedSet<String> codes(Pattern pattern, Path file) throws IOException {
    SortedSet<String> codes = new TreeSet<>();
    Matcher matcher = pattern.matcher(Files.readString(file));
    while (matcher.find()) {
      codes.add(matcher.group(1));
    }
    return codes;
  }
}
