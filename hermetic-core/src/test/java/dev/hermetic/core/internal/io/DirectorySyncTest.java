package dev.hermetic.core.internal.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectorySyncTest {
  private final DirectorySync sync = new DirectorySync();

  @TempDir Path directory;

  @Test
  void syncsMoreDirectoriesThanItHasThreads() throws IOException {
    for (int i = 0; i < 300; i++) {
      sync.changed(Files.createDirectory(directory.resolve("d" + i)));
    }

    assertThatCode(sync::sync).doesNotThrowAnyException();
  }

  @Test
  void skipsADirectoryThatIsGone() {
    sync.changed(directory.resolve("gone"));

    assertThatCode(sync::sync).doesNotThrowAnyException();
  }

  @Test
  void tellsOfAFailureAndKeepsWhatIsLeft() throws IOException {
    sync.changed(directory);

    Thread.currentThread().interrupt();
    assertThatThrownBy(sync::sync).isInstanceOf(ClosedByInterruptException.class);

    assertThat(Thread.interrupted()).isTrue();
    assertThatCode(sync::sync).doesNotThrowAnyException();
  }
}
