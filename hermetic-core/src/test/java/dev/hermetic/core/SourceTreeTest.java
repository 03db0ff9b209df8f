package dev.hermetic.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceTreeTest {
  @TempDir private Path directory;

  @Test
  void dropsAByteOrderMark() throws IOException {
    Files.writeString(directory.resolve("lock"), "\uFEFFx");
    assertThat(tree().readText(RelPath.of("lock"), 10)).isEqualTo("x");
  }

  @Test
  void rejectsFilesThatAreNotUtf8() throws IOException {
    Files.write(directory.resolve("lock"), new byte[] {(byte) 0xE9, 'x'});
    assertCode("lockfile.encoding", () -> tree().readText(RelPath.of("lock"), 10));
  }

  @Test
  void rejectsSymbolicLinksThatLeadOut() throws IOException {
    Path outside = Files.createTempFile("outside", "");
    try {
      Files.createSymbolicLink(directory.resolve("lock"), outside);
      assertCode("lockfile.escapes", () -> tree().read(RelPath.of("lock"), 10));
      assertThat(tree().isFile(RelPath.of("lock"))).isFalse();
    } finally {
      Files.delete(outside);
    }
  }

  @Test
  void rejectsDevicesInsteadOfReadingThemForEver() throws IOException {
    Files.createDirectory(directory.resolve("dir"));
    assertCode("lockfile.not-a-file", () -> tree().read(RelPath.of("dir"), 10));
  }

  @Test
  void rejectsFilesOverTheBound() throws IOException {
    Files.writeString(directory.resolve("lock"), "12345678901");
    assertCode("lockfile.too-large", () -> tree().read(RelPath.of("lock"), 10));
  }

  @Test
  void namesAMissingFile() {
    assertCode("lockfile.missing", () -> tree().read(RelPath.of("no/such"), 10));
  }

  private SourceTree tree() {
    return SourceTree.at(directory);
  }

  private static void assertCode(
      String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(LockfileException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
