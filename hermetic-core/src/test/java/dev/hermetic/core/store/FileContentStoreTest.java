package dev.hermetic.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.Digest;
import dev.hermetic.core.Digest.Algorithm;
import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileContentStoreTest {
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
  void findsByAStrongAlias() throws Exception {
    ContentStore.Entry entry = Contents.publish(store, "k", Contents.HELLO);
    assertThat(store.find(ExpectedDigests.of(Contents.HELLO_SHA512))).contains(entry);
  }

  @Test
  void findsAnyOfSeveralAlternatives() throws Exception {
    ContentStore.Entry entry = Contents.publish(store, "k", Contents.HELLO);
    ExpectedDigests pin = ExpectedDigests.of(Digest.sha256("0".repeat(64)), Contents.HELLO_SHA256);
    assertThat(store.find(pin)).contains(entry);
  }

  @Test
  void neverFindsByWeakDigestsAlone() throws Exception {
    Contents.publish(store, "k", Contents.HELLO);
    assertThat(store.find(ExpectedDigests.of(Contents.HELLO_MD5, Contents.HELLO_SHA1))).isEmpty();
  }

  @Test
  void keepsNoAliasForWeakDigests() throws Exception {
    Contents.publish(store, "k", Contents.HELLO);
    assertThat(directory.resolve("v1/alias")).isDirectoryContaining("glob:**/sha512");
    assertThat(directory.resolve("v1/alias/md5")).doesNotExist();
    assertThat(directory.resolve("v1/alias/sha1")).doesNotExist();
  }

  @Test
  void findsNothingWhereAWeakDigestContradictsTheStrongOne() throws Exception {
    Contents.publish(store, "k", Contents.HELLO, Set.of(Algorithm.SHA512));
    Digest otherSha1 = new Digest(Algorithm.SHA1, "0".repeat(40));
    assertThat(store.find(ExpectedDigests.of(Contents.HELLO_SHA512, otherSha1))).isEmpty();
  }

  @Test
  void doesNotBelieveAnAliasThatPointsToOtherContent() throws Exception {
    ContentStore.Entry evil = Contents.publish(store, "evil", new byte[] {6, 6, 6});
    Contents.publish(store, "k", Contents.HELLO);
    Path alias =
        Contents.filesBelow(directory.resolve("v1/alias/sha512")).stream()
            .filter(file -> file.toString().contains(Contents.HELLO_SHA512.hex().substring(2)))
            .findFirst()
            .orElseThrow();
    Files.writeString(alias, evil.sha256() + "\n");
    assertThat(store.find(ExpectedDigests.of(Contents.HELLO_SHA512))).isEmpty();
  }

  @Test
  void computesAndRecordsADigestThatWasNotRequestedAtFirst() throws Exception {
    ContentStore.Entry entry = Contents.publish(store, "k", Contents.HELLO, Set.of());
    assertThat(store.find(ExpectedDigests.of(Contents.HELLO_SHA512))).isEmpty();
    assertThat(store.digest(entry, Algorithm.SHA512)).isEqualTo(Contents.HELLO_SHA512);
    assertThat(store.find(ExpectedDigests.of(Contents.HELLO_SHA512))).contains(entry);
  }

  @Test
  void answersARecordedDigestWithoutReadingTheObject() throws Exception {
    ContentStore.Entry entry = Contents.publish(store, "k", Contents.HELLO);
    Files.delete(Contents.object(directory, entry.sha256()));
    assertThat(store.digest(entry, Algorithm.SHA1)).isEqualTo(Contents.HELLO_SHA1);
  }

  @Test
  void evictsAnObjectOfWhichAByteFlipped() throws Exception {
    Path object = published();
    Files.writeString(object, "jello");
    assertThat(store.find(Contents.HELLO_SHA256)).isEmpty();
    assertThat(object).doesNotExist();
  }

  @Test
  void evictsAnObjectThatAPowerLossEmptied() throws Exception {
    Path object = published();
    Files.write(object, new byte[0]);
    Files.setLastModifiedTime(object, Objects.PUBLISHED);
    assertThat(store.find(Contents.HELLO_SHA256)).isEmpty();
    assertThat(object).doesNotExist();
  }

  @Test
  void evictsALinkInTheObjectsPlace() throws Exception {
    Path object = published();
    Path elsewhere = Files.write(directory.resolve("elsewhere"), Contents.HELLO);
    Files.delete(object);
    Files.createSymbolicLink(object, elsewhere);
    assertThat(store.find(Contents.HELLO_SHA256)).isEmpty();
    assertThat(elsewhere).exists();
  }

  @Test
  void refusesALinkInPlaceOfAShard() throws Exception {
    Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
    Files.createSymbolicLink(directory.resolve("v1/sha256/2c"), elsewhere);
    assertThatThrownBy(() -> Contents.publish(store, "k", Contents.HELLO))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.code()).isEqualTo("store.symlink"));
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void keepsAnObjectThatWasOnlyTouched() throws Exception {
    Path object = published();
    Files.setLastModifiedTime(object, FileTime.from(Instant.parse("2031-05-06T07:08:09Z")));
    assertThat(store.find(Contents.HELLO_SHA256)).isPresent();
  }

  @Test
  void survivesTheLossOfASidecar() throws Exception {
    published();
    for (Path sidecar : Contents.filesBelow(directory.resolve("v1/meta"))) {
      Files.write(sidecar, new byte[0]);
    }
    assertThat(store.find(ExpectedDigests.of(Contents.HELLO_SHA512, Contents.HELLO_SHA1)))
        .isPresent();
  }

  @Test
  void publishesAnewWhatWasEvicted() throws Exception {
    Files.write(published(), new byte[0]);
    ContentStore.Entry entry = Contents.publish(store, "k", Contents.HELLO);
    assertThat(Contents.read(store, entry)).isEqualTo(Contents.HELLO);
    assertThat(store.recheck()).isEmpty();
  }

  @Test
  void rotThatShowsWhileAnotherDigestIsComputedIsAMiss() throws Exception {
    ContentStore.Entry entry = Contents.publish(store, "k", Contents.HELLO, Set.of());
    rotUnseen();
    assertThat(store.find(ExpectedDigests.of(entry.sha256(), Contents.HELLO_SHA1))).isEmpty();
    assertThat(store.find(entry.sha256())).isEmpty();
  }

  @Test
  void refusesToGiveADigestOfRot() throws Exception {
    ContentStore.Entry entry = Contents.publish(store, "k", Contents.HELLO, Set.of());
    rotUnseen();
    assertThatThrownBy(() -> store.digest(entry, Algorithm.SHA1))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.code()).isEqualTo("store.corrupt"));
  }

  @Test
  void recheckFindsRotThatSizeAndTimeDoNotShow() throws Exception {
    Path object = published();
    rotUnseen();
    assertThat(store.find(Contents.HELLO_SHA256)).isPresent();
    assertThat(store.recheck()).containsExactly(Contents.HELLO_SHA256);
    assertThat(object).doesNotExist();
  }

  @Test
  void aReaderKeepsTheOldBytesWhenAnObjectIsReplaced() throws Exception {
    Path object = published();
    ContentStore.Entry entry = store.find(Contents.HELLO_SHA256).orElseThrow();
    try (var in = store.open(entry)) {
      Files.delete(object);
      Contents.publish(store, "k", Contents.HELLO);
      assertThat(in.readAllBytes()).isEqualTo(Contents.HELLO);
    }
  }

  @Test
  void leavesOtherFormatsBesideItAlone() throws Exception {
    Path other = Files.createDirectories(directory.resolve("v2/sha256"));
    Path file = Files.writeString(other.resolve("object"), "theirs");
    published();
    store.recheck();
    store.gc(java.time.Duration.ZERO, 0);
    assertThat(file).hasContent("theirs");
  }

  @Test
  void opensThroughALinkToItsDirectory() throws Exception {
    published();
    Path link = Files.createSymbolicLink(directory.resolve("link"), directory);
    try (ContentStore linked = FileContentStore.open(link)) {
      assertThat(linked.find(Contents.HELLO_SHA256)).isPresent();
    }
  }

  @Test
  void refusesABucketThatIsALink(@TempDir Path foreign) throws Exception {
    Path planted = Files.createDirectory(directory.resolve("planted"));
    Files.createSymbolicLink(planted.resolve("v1"), foreign);
    assertThatThrownBy(() -> FileContentStore.open(planted))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.code()).isEqualTo("store.symlink"));
  }

  @Test
  void saysWhyItCannotBeMade() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "");
    assertThatThrownBy(() -> FileContentStore.open(file.resolve("store")))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.code()).isEqualTo("store.io"))
        .hasMessageStartingWith(file.resolve("store").toString());
  }

  private void rotUnseen() throws Exception {
    Path object = Contents.object(directory, Contents.HELLO_SHA256);
    Files.setPosixFilePermissions(object, PosixFilePermissions.fromString("rw-r--r--"));
    Files.writeString(object, "jello");
    Files.setLastModifiedTime(object, Objects.PUBLISHED);
  }

  private Path published() throws Exception {
    Contents.publish(store, "k", Contents.HELLO);
    Path object = Contents.object(directory, Contents.HELLO_SHA256);
    assertThat(object).hasBinaryContent(Contents.HELLO);
    if (!Files.isWritable(object)) {
      Files.setPosixFilePermissions(object, PosixFilePermissions.fromString("rw-r--r--"));
    }
    return object;
  }
}
