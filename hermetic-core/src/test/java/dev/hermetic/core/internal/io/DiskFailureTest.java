package dev.hermetic.core.internal.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskFailureTest {
  @TempDir Path directory;

  @Test
  void knowsAFullDisk() {
    assertThat(code(new IOException("No space left on device"))).isEqualTo("store.full");
  }

  @Test
  void knowsAnExhaustedQuota() {
    assertThat(code(new FileSystemException("f", null, "Disk quota exceeded")))
        .isEqualTo("store.full");
  }

  @Test
  void knowsAMissingPermission() {
    assertThat(code(new AccessDeniedException("f"))).isEqualTo("store.read-only");
  }

  @Test
  void namesThePathFirstAndKeepsTheReason() {
    assertThat(DiskFailure.of(directory, new FileSystemException("f", null, "Input/output error")))
        .hasMessage(directory + ": Input/output error");
  }

  private String code(IOException cause) {
    return DiskFailure.of(directory.resolve("not/there"), cause).code();
  }
}
