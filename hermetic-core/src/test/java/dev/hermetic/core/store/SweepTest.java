package dev.hermetic.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.Digest;
import dev.hermetic.core.ExpectedDigests;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepTest {
  private static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE);

  @TempDir Path directory;
  Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void removesWhatWasNotUsedForTooLong() throws Exception {
    publish("old", new byte[10]);
    now = now.plus(Duration.ofDays(20));
    ContentStore.Entry young = publish("young", new byte[20]);
    now = now.plus(Duration.ofDays(15));
    try (ContentStore store = open()) {
      assertThat(store.gc(Duration.ofDays(30), Long.MAX_VALUE))
          .isEqualTo(new ContentStore.GcReport(1, 10, 20));
      assertThat(store.find(young.sha256())).isPresent();
    }
  }

  @Test
  void aHitCountsAsUse() throws Exception {
    ContentStore.Entry entry = publish("k", new byte[10]);
    now = now.plus(Duration.ofDays(20));
    try (ContentStore store = open()) {
      store.find(entry.sha256());
    }
    now = now.plus(Duration.ofDays(20));
    try (ContentStore store = open()) {
      assertThat(store.gc(Duration.ofDays(30), Long.MAX_VALUE).removed()).isZero();
    }
  }

  @Test
  void removesTheLeastRecentlyUsedUntilTheRestFits() throws Exception {
    ContentStore.Entry first = publish("1", new byte[10]);
    now = now.plus(Duration.ofDays(2));
    ContentStore.Entry second = publish("2", new byte[11]);
    now = now.plus(Duration.ofDays(2));
    ContentStore.Entry third = publish("3", new byte[12]);
    try (ContentStore store = open()) {
      assertThat(store.gc(FOREVER, 23)).isEqualTo(new ContentStore.GcReport(1, 10, 23));
      assertThat(store.find(first.sha256())).isEmpty();
      assertThat(store.find(second.sha256())).isPresent();
      assertThat(store.find(third.sha256())).isPresent();
    }
  }

  @Test
  void neverRemovesWhatThisProcessUses() throws Exception {
    publish("unused", new byte[1]);
    ContentStore.Entry found = publish("found", new byte[2]);
    try (ContentStore store = open()) {
      store.find(found.sha256());
      ContentStore.Entry made = Contents.publish(store, "made", new byte[3]);
      assertThat(store.gc(Duration.ZERO, 0)).isEqualTo(new ContentStore.GcReport(1, 1, 5));
      assertThat(Contents.read(store, found)).hasSize(2);
      assertThat(Contents.read(store, made)).hasSize(3);
    }
  }

  @Test
  void neverRemovesWhatAnotherInstanceInThisProcessUses() throws Exception {
    ContentStore.Entry entry = publish("k", new byte[2]);
    try (ContentStore user = open();
        ContentStore cleaner = open()) {
      user.find(entry.sha256());
      assertThat(cleaner.gc(Duration.ZERO, 0).removed()).isZero();
    }
  }

  @Test
  void removesAliasesAndSidecarsWithTheirObject() throws Exception {
    publish("k", new byte[10]);
    try (ContentStore store = open()) {
      store.gc(FOREVER, 0);
    }
    assertThat(Contents.filesBelow(directory.resolve("v1/alias"))).isEmpty();
    assertThat(Contents.filesBelow(directory.resolve("v1/meta"))).isEmpty();
  }

  @Test
  void keepsAliasesOfWhatStays() throws Exception {
    publish("k", Contents.HELLO);
    try (ContentStore store = open()) {
      store.gc(FOREVER, Long.MAX_VALUE);
      assertThat(store.find(ExpectedDigests.of(Contents.HELLO_SHA512))).isPresent();
    }
  }

  @Test
  void keepsPartsForAWeek() throws Exception {
    leavePart(now);
    now = now.plus(Duration.ofDays(6));
    gc();
    assertThat(parts()).isEqualTo(1);
    now = now.plus(Duration.ofDays(2));
    gc();
    assertThat(parts()).isZero();
  }

  @Test
  void keepsAPartThatIsBeingWritten() throws Exception {
    leavePart(now);
    now = now.plus(Duration.ofDays(30));
    try (ContentStore store = open();
        Staging running = store.stage("part", Set.of())) {
      store.gc(FOREVER, Long.MAX_VALUE);
      assertThat(parts()).isEqualTo(1);
      assertThat(running.offset()).isEqualTo(5);
    }
  }

  @Test
  void aClockThatJumpedBackRemovesNothing() throws Exception {
    publish("k", new byte[10]);
    now = now.minus(Duration.ofDays(3650));
    try (ContentStore store = open()) {
      assertThat(store.gc(Duration.ofDays(30), Long.MAX_VALUE).removed()).isZero();
    }
  }

  @Test
  void neverRemovesWhatRunningThreadsFindOrPublish() throws Exception {
    for (int i = 0; i < 50; i++) {
      publish("old" + i, content(i));
    }
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try (ContentStore store = open()) {
      Future<?> first = pool.submit(() -> useAll(store));
      Future<?> second = pool.submit(() -> useAll(store));
      while (!first.isDone() || !second.isDone()) {
        store.gc(Duration.ZERO, 0);
      }
      first.get();
      second.get();
    } finally {
      pool.shutdown();
    }
  }

  private static boolean useAll(ContentStore store) throws Exception {
    for (int i = 0; i < 50; i++) {
      Digest sha256 = Contents.sha256(content(i));
      Optional<ContentStore.Entry> found = store.find(sha256);
      ContentStore.Entry entry =
          found.isPresent() ? found.get() : Contents.publish(store, "k" + i, content(i));
      assertThat(Contents.read(store, entry)).isEqualTo(content(i));
    }
    return true;
  }

  private static byte[] content(int number) {
    return ("content " + number).getBytes(StandardCharsets.UTF_8);
  }

  private void leavePart(Instant written) throws Exception {
    try (ContentStore store = open()) {
      try (Staging staging = store.stage("part", Set.of())) {
        Contents.write(staging.append(), Contents.HELLO);
      }
    }
    for (Path file : Contents.filesBelow(directory.resolve("v1/tmp"))) {
      Files.setLastModifiedTime(file, FileTime.from(written));
    }
  }

  private int parts() throws Exception {
    return Contents.filesBelow(directory.resolve("v1/tmp")).size();
  }

  private void gc() throws Exception {
    try (ContentStore store = open()) {
      store.gc(FOREVER, Long.MAX_VALUE);
    }
  }

  private ContentStore.Entry publish(String key, byte[] bytes) throws Exception {
    try (ContentStore store = open()) {
      return Contents.publish(store, key, bytes);
    }
  }

  private ContentStore open() {
    return DirectoryStore.open(directory, clock(), Quarantine.MAX_BYTES);
  }

  private Clock clock() {
    return Clock.fixed(now, ZoneId.of("UTC"));
  }
}
