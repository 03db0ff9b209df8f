package dev.hermetic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.Ecosystem;
import dev.hermetic.core.Prefetch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the command says of ecosystems comes from their providers. */
final class NoEcosystemIsNamedTest {
  private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");

  @Test
  void inAnyTextOfTheCommand() throws IOException {
    List<String> named = new ArrayList<>();
    Pattern ids = Pattern.compile("\\b(" + ids() + ")\\b");
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        Matcher text = TEXT.matcher(Files.readString(file));
        while (text.find()) {
          if (ids.matcher(text.group()).find()) {
            named.add(file.getFileName() + ": " + text.group());
          }
        }
      }
    }
    assertThat(named).isEmpty();
  }

  private static String ids() {
    try (Prefetch prefetch = Prefetch.builder().build()) {
      List<Ecosystem> ecosystems = prefetch.ecosystems();
      assertThat(ecosystems).hasSizeGreaterThanOrEqualTo(4);
      return ecosystems.stream().map(Ecosystem::id).collect(Collectors.joining("|"));
    }
  }
}
