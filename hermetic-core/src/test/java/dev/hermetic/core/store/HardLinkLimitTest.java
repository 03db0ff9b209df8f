package dev.hermetic.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.LinkMode;
import dev.hermetic.core.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An object that has as many names as its file system allows, which are 65 000 on ext4. */
@Timeout(300)
class HardLinkLimitTest {
  private static final int IN_ONE_DIRECTORY = 2000;

  @TempDir Path directory;

  @Test
  void isPassedByCopiesWhileOtherObjectsAreStillLinked() throws Exception {
    try (LoopDisk disk = LoopDisk.ext4(directory, "disk", 32);
        ContentStore store = FileContentStore.open(disk.directory().resolve("store"))) {
      ContentStore.Entry popular = Contents.publish(store, "k", Contents.HELLO);
      ContentStore.Entry other = Contents.publish(store, "o", new byte[] {1, 2, 3});
      Path object = Contents.object(disk.directory().resolve("store"), popular.sha256());
      linkUntilRefused(object, disk.directory());

      Path copy = disk.directory().resolve("copy");
      store.place(popular, copy, LinkMode.AUTO);
      assertThat(copy).hasBinaryContent(Contents.HELLO);
      assertThat(Files.isSameFile(copy, object)).isFalse();
      assertThatThrownBy(
              () -> store.place(popular, disk.directory().resolve("forced"), LinkMode.HARD_LINK))
          .isInstanceOfSatisfying(
              StoreException.class, e -> assertThat(e.code()).isEqualTo("store.link"));

      Path link = disk.directory().resolve("link");
      store.place(other, link, LinkMode.AUTO);
      assertThat((Integer) Files.getAttribute(link, "unix:nlink")).isEqualTo(2);
    }
  }

  private static void linkUntilRefused(Path object, Path directory) throws IOException {
    for (int i = 0; i < 200_000; i++) {
      Path names = directory.resolve("names" + i / IN_ONE_DIRECTORY);
      if (i % IN_ONE_DIRECTORY == 0) {
        Files.createDirectory(names);
      }
      try {
        Files.createLink(names.resolve("" + i), object);
      } catch (IOException tooMany) {
        assertThat((Integer) Files.getAttribute(object, "unix:nlink")).isEqualTo(65_000);
        return;
      }
    }
    throw new AssertionError("this file system has no limit");
  }
}
