package dev.hermetic.core.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnifiedDiffTest {
  @TempDir Path directory;

  @Test
  void isEmptyForEqualTexts() {
    assertThat(UnifiedDiff.of("f", "a\n", "a\n")).isEmpty();
  }

  @Test
  void showsChangedLinesWithContext() {
    assertThat(UnifiedDiff.of("f", "1\n2\n3\n4\n5\n6\n", "1\n2\n3\n4\nX\n6\n"))
        .isEqualTo("--- a/f\n+++ b/f\n@@ -2,5 +2,5 @@\n 2\n 3\n 4\n-5\n+X\n 6\n");
  }

  @Test
  void showsANewFileAsAdded() {
    assertThat(UnifiedDiff.of("f", "", "a\n")).isEqualTo("--- a/f\n+++ b/f\n@@ -0,0 +1,1 @@\n+a\n");
  }

  @Test
  void marksAMissingNewline() {
    assertThat(UnifiedDiff.of("f", "a\n", "a")).contains("-a\n+a\n\\ No newline at end of file\n");
  }

  @Test
  void patchTurnsTheOldTextIntoTheNewOne() throws Exception {
    Random random = new Random(7);
    for (int round = 0; round < 20; round++) {
      String before = text(random);
      String after = text(random);
      if (!before.equals(after)) {
        assertThat(patched(before, UnifiedDiff.of("f", before, after))).isEqualTo(after);
      }
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    int lines = 1 + random.nextInt(60);
    for (int i = 0; i < lines; i++) {
      text.append((char) ('a' + random.nextInt(5))).append('\n');
    }
    return text.toString();
  }

  private String patched(String before, String diff) throws IOException, InterruptedException {
    Path file = Files.writeString(directory.resolve("f"), before);
    Path patch = Files.writeString(directory.resolve("f.diff"), diff);
    Process process =
        new ProcessBuilder("patch", "-s", "-p1", "-i", patch.toString())
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(output).isZero();
    return Files.readString(file);
  }
}
