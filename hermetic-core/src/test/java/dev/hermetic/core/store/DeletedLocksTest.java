package dev.hermetic.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.StoreException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Somebody deletes the file of locks while a process holds one, so that another gets it, too. */
@Timeout(120)
class DeletedLocksTest {
  private static final byte[] CONTENT = StagingProcess.content(0);

  @TempDir Path directory;

  @Test
  void stillKeepASecondWriterAwayFromAPart() throws Exception {
    Process first = stalled();
    try (ContentStore store = FileContentStore.open(store());
        Staging second = store.stage("stalled", Set.of())) {
      assertThat(second.offset()).isEqualTo(StagingProcess.SIZE / 2);
      assertFailsWith("store.locked", second::append);
    } finally {
      first.destroyForcibly().waitFor();
    }
  }

  @Test
  void doNotKeepAWriterFromBeginningAnew() throws Exception {
    Process first = stalled();
    try (ContentStore store = FileContentStore.open(store());
        Staging second = store.stage("stalled", Set.of())) {
      Contents.write(second.restart(), CONTENT);
      second.publish();
      assertHolds(store);
    } finally {
      first.destroyForcibly().waitFor();
    }
  }

  @Test
  void letNobodyPublishAFileThatAnotherProcessTookAway() throws Exception {
    FileContentStore.open(store()).close();
    try (ContentStore store = FileContentStore.open(store());
        Staging first = store.stage("k", Set.of())) {
      OutputStream out = first.restart();
      out.write(CONTENT, 0, StagingProcess.SIZE / 2);
      out.flush();
      Files.delete(locks());
      assertThat(publishedByAnotherProcess()).isZero();
      out.write(CONTENT, StagingProcess.SIZE / 2, StagingProcess.SIZE / 2);
      out.close();
      assertFailsWith("store.io", first::publish);
      assertHolds(store);
    }
  }

  @Test
  void letNobodyPublishTheHalfWrittenFileOfAnotherProcess() throws Exception {
    FileContentStore.open(store()).close();
    try (ContentStore store = FileContentStore.open(store());
        Staging first = store.stage("k", Set.of())) {
      Contents.write(first.restart(), CONTENT);
      assertThat(first.digests()).isNotEmpty();
      Path part = Contents.filesBelow(store().resolve("v1/tmp")).get(0);
      Files.delete(part);
      // As another process would begin it, of the same size.
      Files.write(part, new byte[StagingProcess.SIZE]);
      assertFailsWith("store.io", first::publish);
      assertThat(Contents.filesBelow(store().resolve("v1/sha256"))).isEmpty();
    }
  }

  private int publishedByAnotherProcess() throws Exception {
    String size = Integer.toString(StagingProcess.SIZE);
    return StagingProcess.start("publish", store().toString(), size).waitFor();
  }

  private static void assertHolds(ContentStore store) throws Exception {
    assertThat(store.find(Contents.sha256(CONTENT))).isPresent();
    assertThat(store.recheck()).isEmpty();
  }

  private Process stalled() throws Exception {
    Path ready = directory.resolve("ready");
    Process process = StagingProcess.start("stall", store().toString(), ready.toString());
    while (!Files.exists(ready)) {
      assertThat(process.isAlive()).as("the process runs").isTrue();
      Thread.sleep(10);
    }
    Files.delete(locks());
    return process;
  }

  private static void assertFailsWith(String code, ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(StoreException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private Path store() {
    return directory.resolve("store");
  }

  private Path locks() {
    return store().resolve("v1/locks/keys");
  }
}
