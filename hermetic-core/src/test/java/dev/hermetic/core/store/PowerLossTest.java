package dev.hermetic.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.Digest;
import dev.hermetic.core.Digest.Algorithm;
import dev.hermetic.core.ExpectedDigests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a store after its machine lost power: on a real file system, then by hand. */
@Timeout(120)
class PowerLossTest {
  private static final int OBJECTS = 20;

  @TempDir Path directory;

  private static byte[] content(int number) {
    byte[] content = new byte[20_000];
    new Random(number).nextBytes(content);
    return content;
  }

  private static List<Digest> publishAll(ContentStore store) throws Exception {
    List<Digest> published = new ArrayList<>();
    for (int i = 0; i < OBJECTS; i++) {
      published.add(Contents.publish(store, "k" + i, content(i)).sha256());
    }
    return published;
  }

  private static void assertEveryVisibleObjectIsWhole(Path store) throws Exception {
    for (Path object : Contents.filesBelow(store.resolve("v1/sha256"))) {
      assertThat(Contents.object(store, Contents.sha256(Files.readAllBytes(object))))
          .isEqualTo(object);
    }
  }

  @Test
  void losesNothingOfAStoreThatWasClosed() throws Exception {
    try (LoopDisk disk = LoopDisk.ext4(directory, "disk", 16)) {
      List<Digest> published;
      try (ContentStore store = FileContentStore.open(disk.directory().resolve("store"))) {
        published = publishAll(store);
      }
      try (LoopDisk after = disk.afterPowerLoss();
          ContentStore store = FileContentStore.open(after.directory().resolve("store"))) {
        assertEveryVisibleObjectIsWhole(after.directory().resolve("store"));
        for (Digest sha256 : published) {
          assertThat(store.find(sha256)).isPresent();
        }
        assertThat(store.recheck()).isEmpty();
      }
    }
  }

  @Test
  void leavesOnlyWholeObjectsOfAStoreInUse() throws Exception {
    try (LoopDisk disk = LoopDisk.ext4(directory, "disk", 16);
        ContentStore used = FileContentStore.open(disk.directory().resolve("store"))) {
      publishAll(used);
      try (LoopDisk after = disk.afterPowerLoss();
          ContentStore store = FileContentStore.open(after.directory().resolve("store"))) {
        assertEveryVisibleObjectIsWhole(after.directory().resolve("store"));
        assertThat(publishAll(store)).hasSize(OBJECTS);
        assertThat(store.recheck()).isEmpty();
      }
    }
  }

  @Test
  void isNoticedWhereItCutAnObjectOrFilledItWithZeros() throws Exception {
    try (ContentStore store = FileContentStore.open(directory)) {
      for (byte[] left : new byte[][] {new byte[0], {'h', 'e'}, new byte[5]}) {
        Contents.publish(store, "k", Contents.HELLO);
        Path object = Contents.object(directory, Contents.HELLO_SHA256);
        Files.delete(object);
        Files.write(object, left);
        assertThat(store.find(Contents.HELLO_SHA256)).isEmpty();
        assertThat(object).doesNotExist();
      }
    }
  }

  @Test
  void isHealedWhereItTookDirectoryEntries() throws Exception {
    Digest sha512 =
        Digest.of(Algorithm.SHA512, MessageDigest.getInstance("SHA-512").digest(Contents.HELLO));
    for (String lost : new String[] {"v1/alias", "v1/meta", "v1/sha256", "v1/tmp", "v1/locks"}) {
      try (ContentStore store = FileContentStore.open(directory)) {
        Contents.publish(store, "k", Contents.HELLO);
      }
      delete(directory.resolve(lost));
      try (ContentStore store = FileContentStore.open(directory)) {
        if (store.find(ExpectedDigests.of(sha512)).isEmpty()) {
          Contents.publish(store, "k", Contents.HELLO);
        }
        assertThat(store.find(ExpectedDigests.of(sha512))).as(lost).isPresent();
        assertThat(store.recheck()).isEmpty();
      }
    }
  }

  private static void delete(Path tree) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
