package dev.hermetic.core.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.internal.http.NetworkNamespace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Names of files beyond ASCII, in a Java whose locale has them and in one whose locale has not. */
@Timeout(120)
@EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere the locale does not decide")
class FileNamesTest {
  private static final String LOCK = "b\u00e4/\u00e9.txt mem://h/a a\n";

  @TempDir Path root;

  private void lock(String lines) throws IOException {
    Files.createDirectories(root.resolve("src"));
    Files.writeString(root.resolve("src/list.txt"), lines);
  }

  private String run(String locale, String action) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            NetworkNamespace.program(FileNamesProcess.class, root.toString(), action));
    builder.environment().put("LC_ALL", locale);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void areWrittenAndReadInAUtf8Locale() throws Exception {
    lock(LOCK);
    assertThat(run("C.UTF-8", "prefetch")).isEqualTo("clean");
  }

  @Test
  void areRefusedInAnotherLocaleBeforeAnythingIsFetched() throws Exception {
    lock(LOCK);
    assertThat(run("C", "prefetch"))
        .startsWith("input.file-names: this Java cannot name the file 'deps/x-one/b");
    assertThat(root.resolve("out")).doesNotExist();
    assertThat(root.resolve("store")).doesNotExist();
  }

  @Test
  void areNotMissingForAnAuditInAnotherLocale() throws Exception {
    lock(LOCK);
    run("C.UTF-8", "prefetch");
    assertThat(run("C", "audit")).startsWith("input.file-names: ").contains("cannot read");
  }

  @Test
  void areNotMissingForARunOfAnotherLockInAnotherLocale() throws Exception {
    lock(LOCK);
    run("C.UTF-8", "prefetch");
    lock("a.txt mem://h/a a\n");
    assertThat(run("C", "prefetch")).startsWith("input.file-names: ");
    assertThat(run("C.UTF-8", "audit")).isEqualTo("clean");
  }

  @Test
  void ofAsciiAloneNeedNoUtf8Locale() throws Exception {
    lock("a.txt mem://h/a a\n");
    assertThat(run("C", "prefetch")).isEqualTo("clean");
  }
}
