package dev.hermetic.core.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.Digest;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SourceTree;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceFileTest {
  private static final RelPath PATH = RelPath.of("a.lock");

  @TempDir Path directory;

  @Test
  void keepsTextAndDigestTogetherWhenTheFileChanges() throws Exception {
    Files.writeString(directory.resolve("a.lock"), "first");
    SourceFile file = SourceFile.read(SourceTree.at(directory), PATH, 100);
    Files.writeString(directory.resolve("a.lock"), "second");

    assertThat(file.text()).isEqualTo("first");
    // sha256sum of "first"
    assertThat(file.sha256().hex())
        .isEqualTo("a7937b64b8caa58f03721bb6bacf5c78cb235febe0e70b1b84cd99541461a08e");
  }

  @Test
  void dropsAByteOrderMarkFromTheTextAndNotFromTheDigest() {
    byte[] bytes = "\uFEFFx".getBytes(StandardCharsets.UTF_8);
    SourceFile file = SourceFile.of(PATH, bytes);

    assertThat(file.text()).isEqualTo("x");
    assertThat(file.hasByteOrderMark()).isTrue();
    assertThat(file.sha256()).isEqualTo(Digest.ofContent(Digest.Algorithm.SHA256, bytes));
  }

  @Test
  void refusesWhatIsNotUtf8AndNamesTheFile() {
    assertThatThrownBy(() -> SourceFile.of(PATH, new byte[] {(byte) 0xff}))
        .isInstanceOf(LockfileException.class)
        .hasMessage("a.lock: the file is not UTF-8");
  }

  @Test
  void givesPlacesByLine() {
    assertThat(SourceFile.of(PATH, new byte[0]).location(3)).hasToString("a.lock:3");
  }
}
