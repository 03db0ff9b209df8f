package dev.hermetic.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.Digest;
import dev.hermetic.core.Digest.Algorithm;
import dev.hermetic.core.StoreException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileStagingTest {
  @TempDir Path directory;
  ContentStore store;

  @BeforeEach
  void open() {
    store = FileContentStore.open(directory);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void computesTheRequestedDigestsBesideSha256() throws Exception {
    try (Staging staging = store.stage("k", EnumSet.of(Algorithm.MD5, Algorithm.SHA1))) {
      Contents.write(staging.append(), Contents.HELLO);
      assertThat(staging.digests())
          .containsOnlyKeys(Algorithm.MD5, Algorithm.SHA1, Algorithm.SHA256)
          .containsValues(Contents.HELLO_MD5, Contents.HELLO_SHA1, Contents.HELLO_SHA256);
    }
  }

  @Test
  void isVisibleOnlyOncePublished() throws Exception {
    try (Staging staging = store.stage("k", Set.of())) {
      Contents.write(staging.append(), Contents.HELLO);
      assertThat(store.find(Contents.HELLO_SHA256)).isEmpty();
      staging.publish();
    }
    assertThat(store.find(Contents.HELLO_SHA256)).isPresent();
  }

  @Test
  void resumesAfterClose() throws Exception {
    try (Staging staging = store.stage("k", Set.of())) {
      staging.validator("\"etag\"");
      Contents.write(staging.append(), "hel".getBytes(StandardCharsets.UTF_8));
    }
    try (Staging staging = store.stage("k", Set.of())) {
      assertThat(staging.offset()).isEqualTo(3);
      assertThat(staging.validator()).contains("\"etag\"");
      Contents.write(staging.append(), "lo".getBytes(StandardCharsets.UTF_8));
      assertThat(staging.publish().sha256()).isEqualTo(Contents.HELLO_SHA256);
    }
  }

  @Test
  void resumesInAnotherStoreInstance() throws Exception {
    try (Staging staging = store.stage("k", Set.of())) {
      Contents.write(staging.append(), Contents.HELLO);
    }
    store.close();
    try (ContentStore again = FileContentStore.open(directory);
        Staging staging = again.stage("k", Set.of())) {
      assertThat(staging.digests()).containsValue(Contents.HELLO_SHA256);
    }
  }

  @Test
  void resumesAPartThatWasSealedButNotRenamed() throws Exception {
    try (Staging staging = store.stage("k", Set.of())) {
      Contents.write(staging.append(), Contents.HELLO);
    }
    Path part = onlyPart();
    Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("r--r--r--"));
    try (Staging staging = store.stage("k", Set.of())) {
      staging.append();
      assertThat(Files.getPosixFilePermissions(part))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
  }

  @Test
  void restartDropsBytesAndValidator() throws Exception {
    try (Staging staging = store.stage("k", Set.of())) {
      staging.validator("old");
      Contents.write(staging.append(), new byte[1000]);
      Contents.write(staging.restart(), Contents.HELLO);
      assertThat(staging.validator()).isEmpty();
      assertThat(staging.publish()).isEqualTo(new ContentStore.Entry(Contents.HELLO_SHA256, 5));
    }
  }

  @Test
  void refusesWritesToAStreamThatARestartReplaced() throws Exception {
    try (Staging staging = store.stage("k", Set.of())) {
      OutputStream old = staging.append();
      staging.restart();
      assertThatThrownBy(() -> old.write(1)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void publishesEmptyContent() throws Exception {
    try (Staging staging = store.stage("k", Set.of())) {
      ContentStore.Entry entry = staging.publish();
      assertThat(entry.sha256().hex())
          .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
      assertThat(store.find(entry.sha256())).contains(entry);
    }
  }

  @Test
  void opensTheStagedBytesFromTheStart() throws Exception {
    try (Staging staging = store.stage("k", Set.of())) {
      OutputStream out = staging.append();
      out.write(Contents.HELLO);
      try (var in = staging.open()) {
        assertThat(in.readAllBytes()).isEqualTo(Contents.HELLO);
      }
      out.write('!');
      assertThat(staging.offset()).isEqualTo(6);
    }
  }

  @Test
  void leavesNothingInTmpOncePublished() throws Exception {
    Contents.publish(store, "k", Contents.HELLO);
    assertThat(Contents.filesBelow(directory.resolve("v1/tmp"))).isEmpty();
  }

  @Test
  void smallContentHasNoFileBeforeItIsPublished() throws Exception {
    try (Staging staging = store.stage("k", Set.of())) {
      staging.validator("\"etag\"");
      Contents.write(staging.append(), new byte[Buffers.SIZE]);
      assertThat(staging.digests()).isNotEmpty();
      assertThat(Contents.filesBelow(directory.resolve("v1/tmp"))).isEmpty();
      ContentStore.Entry entry = staging.publish();
      assertThat(Contents.read(store, entry)).isEqualTo(new byte[Buffers.SIZE]);
    }
    assertThat(Contents.filesBelow(directory.resolve("v1/tmp"))).isEmpty();
  }

  @Test
  void largeContentIsInItsFileWithItsValidatorAsItComes() throws Exception {
    try (Staging staging = store.stage("k", Set.of())) {
      OutputStream out = staging.append();
      staging.validator("\"etag\"");
      out.write(new byte[Buffers.SIZE + 1]);
      assertThat(onlyPart()).hasSize(Buffers.SIZE);
      assertThat(Path.of(onlyPart().toString().replace(".part", ".validator")))
          .hasContent("\"etag\"");
    }
  }

  @Test
  void keepsNoValidatorOfAnEarlierContent() throws Exception {
    try (Staging staging = store.stage("k", Set.of())) {
      staging.validator("\"old\"");
      Contents.write(staging.append(), Contents.HELLO);
    }
    try (Staging staging = store.stage("k", Set.of())) {
      Contents.write(staging.restart(), new byte[Buffers.SIZE + 1]);
    }
    try (Staging staging = store.stage("k", Set.of())) {
      assertThat(staging.offset()).isEqualTo(Buffers.SIZE + 1);
      assertThat(staging.validator()).isEmpty();
    }
  }

  @Test
  void hashesWhatIsInItsFileAndWhatIsNot() throws Exception {
    byte[] content = StagingProcess.content(1);
    try (Staging staging = store.stage("k", Set.of())) {
      Contents.write(staging.append(), Arrays.copyOf(content, 1000));
    }
    try (Staging staging = store.stage("k", Set.of())) {
      Contents.write(staging.append(), Arrays.copyOfRange(content, 1000, content.length));
      assertThat(staging.digests()).containsValue(Contents.sha256(content));
      assertThat(staging.publish().sha256()).isEqualTo(Contents.sha256(content));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, Buffers.SIZE, Buffers.SIZE + 1})
  void publishedObjectsAreReadOnlyAndOfOneTime(int size) throws Exception {
    Digest sha256 = Contents.publish(store, "k", new byte[size]).sha256();
    Path object = Contents.object(directory, sha256);
    assertThat(object).hasSize(size);
    assertThat(Files.getPosixFilePermissions(object))
        .isEqualTo(PosixFilePermissions.fromString("r--r--r--"));
    assertThat(Files.getLastModifiedTime(object)).isEqualTo(Objects.PUBLISHED);
  }

  @ParameterizedTest
  @ValueSource(ints = {StagingProcess.SMALL_SIZE, StagingProcess.SIZE})
  void publishedObjectsAreReadableByAllWhateverTheUmask(int size) throws Exception {
    List<String> command = new ArrayList<>(List.of("sh", "-c", "umask 077; exec \"$@\"", "sh"));
    command.addAll(StagingProcess.command("publish", directory.toString(), Integer.toString(size)));
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    Digest sha256 = Contents.sha256(StagingProcess.content(0, size));
    assertThat(Files.getPosixFilePermissions(Contents.object(directory, sha256)))
        .isEqualTo(PosixFilePermissions.fromString("r--r--r--"));
  }

  @Test
  void publishingKnownContentAgainKeepsTheObject() throws Exception {
    Contents.publish(store, "k", Contents.HELLO);
    Path object = Contents.object(directory, Contents.HELLO_SHA256);
    Object before = Files.getAttribute(object, "unix:ino");
    Contents.publish(store, "other", Contents.HELLO);
    assertThat(Files.getAttribute(object, "unix:ino")).isEqualTo(before);
    assertThat(Contents.filesBelow(directory.resolve("v1/tmp"))).isEmpty();
  }

  @Test
  void refusesALinkPlantedInItsPlace() throws Exception {
    try (Staging staging = store.stage("k", Set.of())) {
      Contents.write(staging.append(), Contents.HELLO);
    }
    Path part = onlyPart();
    Path victim = Files.writeString(directory.resolve("victim"), "precious");
    Files.delete(part);
    Files.createSymbolicLink(part, victim);
    assertThatThrownBy(() -> store.stage("k", Set.of()))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.code()).isEqualTo("store.symlink"));
    assertThat(victim).hasContent("precious");
  }

  @Test
  void refusesBytesThatChangedBehindItsBack() throws Exception {
    try (Staging staging = store.stage("k", Set.of())) {
      OutputStream out = staging.append();
      out.write(Contents.HELLO);
      out.flush();
      Files.write(onlyPart(), new byte[3]);
      assertThatThrownBy(staging::publish)
          .isInstanceOfSatisfying(
              StoreException.class, e -> assertThat(e.code()).isEqualTo("store.io"));
    }
    assertThat(store.find(Contents.HELLO_SHA256)).isEmpty();
  }

  @Test
  void freesTheKeyWhenItIsRefused() throws Exception {
    try (Staging staging = store.stage("k", Set.of())) {
      Contents.write(staging.append(), Contents.HELLO);
    }
    Path part = onlyPart();
    Files.delete(part);
    Files.createDirectory(part);
    assertThatThrownBy(() -> store.stage("k", Set.of())).isInstanceOf(StoreException.class);
    Files.delete(part);
    Contents.publish(store, "k", Contents.HELLO);
    assertThat(store.find(Contents.HELLO_SHA256)).isPresent();
  }

  @Test
  void quarantineKeepsTheBytesAndTheReason() throws Exception {
    try (Staging staging = store.stage("k", Set.of())) {
      Contents.write(staging.append(), Contents.HELLO);
      staging.quarantine("not what the lock says");
    }
    Path kept = directory.resolve("v1/quarantine/sha256-" + Contents.HELLO_SHA256.hex());
    assertThat(kept).hasBinaryContent(Contents.HELLO);
    assertThat(kept.resolveSibling(kept.getFileName() + ".txt"))
        .hasContent("not what the lock says");
    assertThat(store.find(Contents.HELLO_SHA256)).isEmpty();
  }

  @Test
  void quarantineKeepsAtMostTwentyFiles() throws Exception {
    for (int i = 0; i < 25; i++) {
      try (Staging staging = store.stage("k" + i, Set.of())) {
        Contents.write(staging.append(), new byte[] {(byte) i});
        staging.quarantine("r");
      }
    }
    assertThat(Contents.filesBelow(directory.resolve("v1/quarantine"))).hasSize(2 * 20);
  }

  @Test
  void quarantineKeepsAtMostItsBytes() throws Exception {
    store.close();
    store = DirectoryStore.open(directory, Clock.systemUTC(), 100);
    for (int i = 0; i < 5; i++) {
      try (Staging staging = store.stage("k" + i, Set.of())) {
        Contents.write(staging.append(), new byte[40 + i]);
        staging.quarantine("r");
      }
    }
    assertThat(Contents.filesBelow(directory.resolve("v1/quarantine"))).hasSize(2 * 2);
  }

  private Path onlyPart() throws IOException {
    return Contents.filesBelow(directory.resolve("v1/tmp")).stream()
        .filter(file -> file.toString().endsWith(".part"))
        .reduce((one, two) -> null)
        .orElseThrow();
  }
}
