package dev.hermetic.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.Digest;
import dev.hermetic.core.StoreException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ManyUsersTest {
  private static final int KEYS = 50;

  @TempDir Path directory;

  @Test
  void oneThreadWritesAKeyAndTheOthersFindIt() throws Exception {
    try (ContentStore store = FileContentStore.open(store())) {
      assertThat(writersAmong(8, () -> store)).isEqualTo(1);
    }
  }

  @Test
  void oneThreadWritesAKeyAmongSeveralInstancesOfAStore() throws Exception {
    try (ContentStore one = FileContentStore.open(store());
        ContentStore two = FileContentStore.open(store())) {
      AtomicInteger turn = new AtomicInteger();
      assertThat(writersAmong(8, () -> turn.getAndIncrement() % 2 == 0 ? one : two)).isEqualTo(1);
    }
  }

  @Test
  void closingOneInstanceKeepsTheLocksOfAnother() throws Exception {
    FileContentStore.open(store()).close();
    try (ContentStore kept = FileContentStore.open(store());
        Staging staging = kept.stage("k", Set.of())) {
      FileContentStore.open(store()).close();
      assertThat(probe("k")).isEqualTo(StagingProcess.HELD);
      assertThat(staging.offset()).isZero();
    }
    assertThat(probe("k")).isEqualTo(StagingProcess.FREE);
  }

  private int probe(String key) throws Exception {
    String name = Contents.sha256(key.getBytes(StandardCharsets.UTF_8)).hex();
    return StagingProcess.start("probe", store().toString(), ready().toString(), name).waitFor();
  }

  @Test
  void waitingForAKeyCanBeInterrupted() throws Exception {
    try (ContentStore store = FileContentStore.open(store());
        Staging held = store.stage("k", Set.of())) {
      ExecutorService pool = Executors.newSingleThreadExecutor();
      Future<Staging> waiting = pool.submit(() -> store.stage("k", Set.of()));
      pool.shutdownNow();
      assertThatThrownBy(waiting::get).hasCauseInstanceOf(InterruptedException.class);
      assertThat(held.offset()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 8})
  void processesWriteEveryKeyOnce(int count) throws Exception {
    Path log = directory.resolve("log");
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      processes.add(StagingProcess.start("stage", store().toString(), log.toString(), "" + KEYS));
    }
    for (Process process : processes) {
      assertThat(process.waitFor()).isZero();
    }
    assertThat(Files.readAllLines(log)).hasSize(KEYS).doesNotHaveDuplicates();
    assertEveryObjectHashesToItsName();
  }

  private void assertEveryObjectHashesToItsName() throws Exception {
    List<Path> objects = Contents.filesBelow(store().resolve("v1/sha256"));
    assertThat(objects).hasSize(KEYS);
    for (Path object : objects) {
      Digest actual = Contents.sha256(Files.readAllBytes(object));
      assertThat(Contents.object(store(), actual)).isEqualTo(object);
    }
    assertThat(Contents.filesBelow(store().resolve("v1/tmp"))).isEmpty();
  }

  @Test
  void resumesWhatAKilledProcessStaged() throws Exception {
    Process process = startedStalling();
    process.destroyForcibly().waitFor();
    byte[] content = StagingProcess.content(0);
    int half = StagingProcess.SIZE / 2;
    try (ContentStore store = FileContentStore.open(store());
        Staging staging = store.stage("stalled", Set.of())) {
      assertThat(staging.offset()).isEqualTo(half);
      assertThat(staging.validator()).contains("v1");
      Contents.write(staging.append(), Arrays.copyOfRange(content, half, content.length));
      assertThat(staging.publish().sha256()).isEqualTo(Contents.sha256(content));
    }
  }

  @Test
  void showsNothingOfWhatAKilledProcessStaged() throws Exception {
    startedStalling().destroyForcibly().waitFor();
    assertThat(Contents.filesBelow(store().resolve("v1/sha256"))).isEmpty();
  }

  @Test
  void refusesToCleanUpWhileAnotherProcessUsesTheStore() throws Exception {
    Process process = StagingProcess.start("use", store().toString(), ready().toString());
    try (ContentStore store = FileContentStore.open(store())) {
      awaitReady(process);
      assertThatThrownBy(() -> store.gc(Duration.ZERO, 0))
          .isInstanceOfSatisfying(
              StoreException.class, e -> assertThat(e.code()).isEqualTo("store.locked"));
      process.destroyForcibly().waitFor();
      assertThat(store.gc(Duration.ZERO, 0).removed()).isZero();
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private Process startedStalling() throws Exception {
    Process process = StagingProcess.start("stall", store().toString(), ready().toString());
    awaitReady(process);
    return process;
  }

  private void awaitReady(Process process) throws Exception {
    while (!Files.exists(ready())) {
      assertThat(process.isAlive()).as("the process runs").isTrue();
      Thread.sleep(10);
    }
  }

  private static int writersAmong(int threads, Callable<ContentStore> stores) throws Exception {
    AtomicInteger writers = new AtomicInteger();
    CountDownLatch start = new CountDownLatch(threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      ContentStore store = stores.call();
      running.add(
          pool.submit(
              () -> {
                start.countDown();
                start.await();
                obtain(store, writers);
                return true;
              }));
    }
    for (Future<?> thread : running) {
      thread.get();
    }
    pool.shutdown();
    return writers.get();
  }

  private static void obtain(ContentStore store, AtomicInteger writers) throws Exception {
    try (Staging staging = store.stage("k", Set.of())) {
      if (store.find(Contents.HELLO_SHA256).isEmpty()) {
        writers.incrementAndGet();
        Contents.write(staging.restart(), Contents.HELLO);
        staging.publish();
      }
    }
  }

  private Path store() {
    return directory.resolve("store");
  }

  private Path ready() {
    return directory.resolve("ready");
  }
}
