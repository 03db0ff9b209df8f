package dev.hermetic.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.LinkMode;
import dev.hermetic.core.StoreException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskFaultTest {
  @TempDir Path directory;

  @Test
  void aFullDiskIsNamedAndNothingOfItIsVisible() throws Exception {
    try (Tmpfs disk = Tmpfs.mount(directory, "size=1m")) {
      try (ContentStore store = FileContentStore.open(directory)) {
        try (Staging staging = store.stage("k", Set.of())) {
          OutputStream out = staging.append();
          assertFailsWith("store.full", () -> out.write(new byte[2 << 20]));
        }
        assertThat(Contents.filesBelow(directory.resolve("v1/sha256"))).isEmpty();
      }
      assertThat(disk).isNotNull();
    }
  }

  @Test
  void aFullDiskIsUsableOnceThePartIsGone() throws Exception {
    try (Tmpfs disk = Tmpfs.mount(directory, "size=1m");
        ContentStore store = FileContentStore.open(directory)) {
      try (Staging staging = store.stage("k", Set.of())) {
        OutputStream out = staging.append();
        assertFailsWith("store.full", () -> out.write(new byte[2 << 20]));
      }
      Contents.publish(store, "small", Contents.HELLO);
      assertThat(store.find(Contents.HELLO_SHA256)).isPresent();
      assertThat(disk).isNotNull();
    }
  }

  @Test
  void aDiskWithoutInodesIsFull() throws Exception {
    try (Tmpfs disk = Tmpfs.mount(directory, "size=1m,nr_inodes=11");
        ContentStore store = FileContentStore.open(directory)) {
      assertFailsWith("store.full", () -> Contents.publish(store, "k", Contents.HELLO));
      assertThat(disk).isNotNull();
    }
  }

  @Test
  void unfinishedPartsCountAsFree() throws Exception {
    try (Tmpfs disk = Tmpfs.mount(directory, "size=1m");
        ContentStore store = FileContentStore.open(directory);
        Staging staging = store.stage("k", Set.of())) {
      long before = store.capacity();
      OutputStream out = staging.append();
      out.write(new byte[600_000]);
      out.flush();
      assertThat(before).isLessThanOrEqualTo(1 << 20);
      assertThat(store.capacity()).isBetween(before - 8192, before + 8192);
      assertThat(disk).isNotNull();
    }
  }

  @Test
  void aReadOnlyStoreServesWhatItHolds(@TempDir Path output) throws Exception {
    try (Tmpfs disk = Tmpfs.mount(directory, "size=1m")) {
      try (ContentStore store = FileContentStore.open(directory)) {
        Contents.publish(store, "k", Contents.HELLO);
      }
      disk.remount("ro");
      try (ContentStore store = FileContentStore.open(directory)) {
        ContentStore.Entry entry =
            store.find(ExpectedDigests.of(Contents.HELLO_SHA512)).orElseThrow();
        store.place(entry, output.resolve("copy"), LinkMode.AUTO);
        assertThat(output.resolve("copy")).hasBinaryContent(Contents.HELLO);
      }
    }
  }

  @Test
  void aReadOnlyStoreRefusesToStage() throws Exception {
    try (Tmpfs disk = Tmpfs.mount(directory, "size=1m")) {
      FileContentStore.open(directory).close();
      disk.remount("ro");
      try (ContentStore store = FileContentStore.open(directory)) {
        assertFailsWith("store.read-only", () -> store.stage("k", Set.of()));
        assertFailsWith("store.read-only", () -> store.gc(Duration.ZERO, 0));
      }
    }
  }

  @Test
  void aReadOnlyStoreDoesNotServeRot() throws Exception {
    try (Tmpfs disk = Tmpfs.mount(directory, "size=1m")) {
      try (ContentStore store = FileContentStore.open(directory)) {
        Contents.publish(store, "k", Contents.HELLO);
      }
      Files.write(Contents.object(directory, Contents.HELLO_SHA256), new byte[5]);
      disk.remount("ro");
      try (ContentStore store = FileContentStore.open(directory)) {
        assertThat(store.find(Contents.HELLO_SHA256)).isEmpty();
      }
    }
  }

  @Test
  void noStoreCanBeMadeOnAReadOnlyDisk() throws Exception {
    try (Tmpfs disk = Tmpfs.mount(directory, "size=1m,ro")) {
      assertFailsWith("store.read-only", () -> FileContentStore.open(directory.resolve("store")));
      assertThat(disk).isNotNull();
    }
  }

  private static void assertFailsWith(String code, ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(StoreException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
