package dev.hermetic.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.LinkMode;
import dev.hermetic.core.StoreException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlacementTest {
  private static final Path OTHER_VOLUME = Path.of("/dev/shm");

  @TempDir Path directory;
  ContentStore store;
  ContentStore.Entry entry;
  Path target;

  @BeforeEach
  void open() throws Exception {
    store = FileContentStore.open(directory.resolve("store"));
    entry = Contents.publish(store, "k", Contents.HELLO);
    target = directory.resolve("target");
  }

  @AfterEach
  void close() {
    store.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"AUTO", "HARD_LINK"})
  void linksWithinAFileSystem(LinkMode mode) throws Exception {
    store.place(entry, target, mode);
    assertThat(Files.isSameFile(target, object())).isTrue();
    assertThat(Files.getPosixFilePermissions(target))
        .isEqualTo(PosixFilePermissions.fromString("r--r--r--"));
  }

  @ParameterizedTest
  @EnumSource(names = {"REFLINK", "COPY"})
  void copiesWhenAsked(LinkMode mode) throws Exception {
    store.place(entry, target, mode);
    assertThat(target).hasBinaryContent(Contents.HELLO);
    assertThat(Files.isSameFile(target, object())).isFalse();
    assertThat(Files.getPosixFilePermissions(target))
        .isEqualTo(PosixFilePermissions.fromString("rw-r--r--"));
  }

  @ParameterizedTest
  @EnumSource
  void givesEveryPlacedFileOneTime(LinkMode mode) throws Exception {
    store.place(entry, target, mode);
    assertThat(Files.getLastModifiedTime(target)).isEqualTo(Objects.PUBLISHED);
  }

  @ParameterizedTest
  @EnumSource
  void neverReplacesAFile(LinkMode mode) throws Exception {
    Files.writeString(target, "mine");
    assertThatThrownBy(() -> store.place(entry, target, mode))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(target).hasContent("mine");
  }

  @ParameterizedTest
  @EnumSource(names = {"AUTO", "COPY"})
  void doesNotWriteThroughALinkAtTheTarget(LinkMode mode) throws Exception {
    Path victim = Files.writeString(directory.resolve("victim"), "precious");
    Files.createSymbolicLink(target, victim);
    assertThatThrownBy(() -> store.place(entry, target, mode))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(victim).hasContent("precious");
  }

  @Test
  void copiesAcrossFileSystems() throws Exception {
    Path elsewhere = otherVolume();
    try {
      for (int i = 0; i < 2; i++) {
        Path copy = elsewhere.resolve("copy" + i);
        store.place(entry, copy, LinkMode.AUTO);
        assertThat(copy).hasBinaryContent(Contents.HELLO);
      }
    } finally {
      delete(elsewhere);
    }
  }

  @Test
  void sayHowToLinkWhereLinksAreImpossible() throws Exception {
    Path elsewhere = otherVolume();
    try {
      assertThatThrownBy(() -> store.place(entry, elsewhere.resolve("link"), LinkMode.HARD_LINK))
          .isInstanceOfSatisfying(
              StoreException.class,
              e -> {
                assertThat(e.code()).isEqualTo("store.link");
                assertThat(e.hints()).isNotEmpty();
              });
    } finally {
      delete(elsewhere);
    }
  }

  @Test
  void writingToAPlacedLinkDoesNotPoisonTheStore() throws Exception {
    store.place(entry, target, LinkMode.AUTO);
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-r--r--"));
    Files.writeString(target, "jello");
    assertThat(store.find(entry.sha256())).isEmpty();
  }

  private Path object() {
    return Contents.object(directory.resolve("store"), entry.sha256());
  }

  private Path otherVolume() throws Exception {
    Assumptions.assumeTrue(
        Files.isDirectory(OTHER_VOLUME)
            && !Files.getFileStore(OTHER_VOLUME).equals(Files.getFileStore(directory)),
        "no second file system at " + OTHER_VOLUME);
    return Files.createTempDirectory(OTHER_VOLUME, "hermetic");
  }

  private static void delete(Path tree) throws Exception {
    for (Path file : Contents.filesBelow(tree)) {
      Files.delete(file);
    }
    Files.delete(tree);
  }
}
