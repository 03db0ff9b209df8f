package dev.hermetic.core.internal.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  private static final FileTime TIME = FileTime.fromMillis(1_000_000_000_000L);

  @TempDir Path directory;

  @Test
  void replacesContentAndTime() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "old");
    AtomicFile.replace(file, new byte[] {'n', 'e', 'w'}, directory, TIME);
    assertThat(file).hasContent("new");
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(TIME);
  }

  @Test
  void replacesALinkAndNotWhatItPointsTo() throws Exception {
    Path victim = Files.writeString(directory.resolve("victim"), "precious");
    Path file = Files.createSymbolicLink(directory.resolve("file"), victim);
    AtomicFile.replace(file, new byte[] {'n'}, directory, TIME);
    assertThat(victim).hasContent("precious");
    assertThat(file).isRegularFile().hasContent("n");
  }

  @Test
  void leavesNoTemporaryFileWhenItFails() {
    Path target = directory.resolve("missing/file");
    assertThatThrownBy(() -> AtomicFile.replace(target, new byte[1], directory, TIME))
        .isInstanceOf(IOException.class);
    assertThat(directory).isEmptyDirectory();
  }
}
