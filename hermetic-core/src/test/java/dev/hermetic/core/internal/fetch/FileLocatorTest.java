package dev.hermetic.core.internal.fetch;

import static dev.hermetic.core.internal.fetch.DownloadsFixture.CONTENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.HermeticException;
import dev.hermetic.core.Policy;
import dev.hermetic.core.PolicyException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Locators of files of this machine. */
final class FileLocatorTest extends FaultLab {
  private String file(byte[] content) throws Exception {
    return Files.write(directory.resolve("thing.bin"), content).toUri().toString();
  }

  private void allowFiles() {
    fixture.policy = Policy.builder().allowFiles(true).build();
  }

  @Test
  void areRefusedUnlessThePolicyAllowsThem() throws Exception {
    HermeticException failure = failure(file(CONTENT));
    assertThat(failure).isInstanceOf(PolicyException.class);
    assertThat(failure.code()).isEqualTo("policy.scheme");
  }

  @Test
  void areCopiedWhenAllowed() throws Exception {
    allowFiles();
    assertThat(fixture.bytes(fixture.get(file(CONTENT)))).isEqualTo(CONTENT);
  }

  @Test
  void areVerifiedAsEverythingElse() throws Exception {
    allowFiles();
    byte[] flipped = CONTENT.clone();
    flipped[1000] ^= 4;
    assertThat(failure(file(flipped)).code()).isEqualTo("integrity.digest");
  }

  @Test
  void areRefusedWhereTheyAreNoRegularFile() throws Exception {
    allowFiles();
    Path pipe = directory.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).inheritIO().start().waitFor())
        .isZero();
    for (String path : new String[] {"/dev/zero", pipe.toString(), directory.toString()}) {
      assertThat(failure("file://" + path).code()).as(path).isEqualTo("fetch.not-found");
    }
  }

  @Test
  void areNamedByTheUtf8OfTheirText() throws Exception {
    allowFiles();
    Files.write(Path.of(URI.create(directory.toUri() + "b%C3%A4")), CONTENT);
    assertThat(fixture.bytes(fixture.get(directory.toUri() + "b\u00e4"))).isEqualTo(CONTENT);
  }

  @Test
  void areNotMistakenForTheFileThatTheLowBytesName() throws Exception {
    allowFiles();
    // The low byte of U+0163 is the letter c.
    Files.write(directory.resolve("c"), CONTENT);
    assertThat(failure(directory.toUri() + "\u0163").code()).isEqualTo("fetch.not-found");
  }

  @Test
  void areRefusedOnOtherMachines() {
    allowFiles();
    assertThat(failure("file://elsewhere.example/thing.bin").code()).isEqualTo("fetch.not-found");
  }

  @Test
  void areNotRetriedWhenMissing() {
    allowFiles();
    assertThat(failure(directory.resolve("nothing").toUri().toString()).code())
        .isEqualTo("fetch.not-found");
    assertThat(fixture.waits).isEmpty();
  }
}
