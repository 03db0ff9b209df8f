package dev.hermetic.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Publications of one object: each time another one of the system calls that change the disk fails,
 * or kills the process.
 */
@Timeout(600)
class SystemCallFaultsTest {
  private static final int KILLED = 137;
  private static final String READS = "read,pread64,copy_file_range,sendfile,mmap";

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({"EIO, 300000", "ENOSPC, 300000", "EIO, 30000", "ENOSPC, 30000"})
  void neverMakeBrokenContentVisible(String error, int size) throws Exception {
    List<String> faults = calls().faults(attempts(size));
    assertThat(calls().run(attempts(size), "error=" + error, faults))
        .isEqualTo(StagingProcess.NAMED);
    for (String fault : faults) {
      assertThatTheNextProcessSucceeds(directory.resolve(fault), size);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {StagingProcess.SIZE, StagingProcess.SMALL_SIZE})
  void neverMakeBrokenContentVisibleWhenTheProcessIsKilled(int size) throws Exception {
    for (String fault : calls().faults(attempts(size))) {
      assertThat(calls().run(attempts(size), "signal=KILL", List.of(fault))).isEqualTo(KILLED);
      if (size <= Buffers.SIZE) {
        cleanUp(directory.resolve(fault));
      }
      assertThatTheNextProcessSucceeds(directory.resolve(fault), size);
    }
  }

  /** The clean-up of a week later, which removes what a killed process left for nobody to find. */
  private static void cleanUp(Path store) throws Exception {
    assertEveryVisibleObjectIsWhole(store);
    Clock nextWeek = Clock.offset(Clock.systemUTC(), Duration.ofDays(8));
    try (ContentStore cleaned = DirectoryStore.open(store, nextWeek, Quarantine.MAX_BYTES)) {
      cleaned.gc(Duration.ofDays(30), Long.MAX_VALUE);
    }
  }

  @Test
  void areNamedWhileReadingAndEvictNothing() throws Exception {
    Path store = directory.resolve("store");
    assertThat(published(store)).isZero();
    Path object = Contents.filesBelow(store.resolve("v1/sha256")).get(0);
    // Touched, so that its bytes have to be read.
    Files.setLastModifiedTime(object, java.nio.file.attribute.FileTime.fromMillis(0));
    String inject = "inject=" + READS + ":error=EIO";
    int code = found(store, "-P", object.toString(), "-e", "trace=" + READS, "-e", inject);
    assertThat(code).isEqualTo(StagingProcess.NAMED);
    assertThat(object).exists();
    assertThat(found(store, "-e", "trace=none")).isZero();
  }

  private List<String> attempts(int size) throws Exception {
    return StagingProcess.command("attempts", directory.toString(), Integer.toString(size));
  }

  private FaultyCalls calls() {
    return new FaultyCalls(directory.resolve("log"));
  }

  private static void assertEveryVisibleObjectIsWhole(Path store) throws Exception {
    Path objects = store.resolve("v1/sha256");
    if (Files.isDirectory(objects)) {
      for (Path object : Contents.filesBelow(objects)) {
        assertThat(Contents.object(store, Contents.sha256(Files.readAllBytes(object))))
            .isEqualTo(object);
      }
    }
  }

  private static void assertThatTheNextProcessSucceeds(Path store, int size) throws Exception {
    assertEveryVisibleObjectIsWhole(store);
    byte[] content = StagingProcess.content(0, size);
    try (ContentStore next = FileContentStore.open(store)) {
      Contents.publish(next, "k", content);
      assertThat(next.find(Contents.sha256(content))).isPresent();
      assertThat(next.recheck()).isEmpty();
    }
    assertThat(Contents.filesBelow(store.resolve("v1/tmp"))).isEmpty();
  }

  private static int published(Path store) throws Exception {
    String size = Integer.toString(StagingProcess.SIZE);
    return StagingProcess.start("publish", store.toString(), size).waitFor();
  }

  private int found(Path store, String... options) throws Exception {
    return calls().run(StagingProcess.command("find", store.toString()), options);
  }
}
