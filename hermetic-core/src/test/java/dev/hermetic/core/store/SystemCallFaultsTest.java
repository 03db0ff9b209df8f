package dev.hermetic.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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
  @ValueSource(strings = {"EIO", "ENOSPC"})
  void neverMakeBrokenContentVisible(String error) throws Exception {
    List<String> faults = calls().faults(attempts());
    assertThat(calls().run(attempts(), "error=" + error, faults)).isEqualTo(StagingProcess.NAMED);
    for (String fault : faults) {
      assertThatTheNextProcessSucceeds(directory.resolve(fault));
    }
  }

  @Test
  void neverMakeBrokenContentVisibleWhenTheProcessIsKilled() throws Exception {
    for (String fault : calls().faults(attempts())) {
      assertThat(calls().run(attempts(), "signal=KILL", List.of(fault))).isEqualTo(KILLED);
      assertThatTheNextProcessSucceeds(directory.resolve(fault));
    }
  }

  @Test
  void areNamedWhileReadingAndEvictNothing() throws Exception {
    Path store = directory.resolve("store");
    assertThat(traced(store, "publish", "-e", "trace=none")).isZero();
    Path object = Contents.filesBelow(store.resolve("v1/sha256")).get(0);
    // Touched, so that its bytes have to be read.
    Files.setLastModifiedTime(object, java.nio.file.attribute.FileTime.fromMillis(0));
    String inject = "inject=" + READS + ":error=EIO";
    int code = traced(store, "find", "-P", object.toString(), "-e", "trace=" + READS, "-e", inject);
    assertThat(code).isEqualTo(StagingProcess.NAMED);
    assertThat(object).exists();
    assertThat(traced(store, "find", "-e", "trace=none")).isZero();
  }

  private List<String> attempts() throws Exception {
    return StagingProcess.command("attempts", directory.toString());
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

  private static void assertThatTheNextProcessSucceeds(Path store) throws Exception {
    assertEveryVisibleObjectIsWhole(store);
    byte[] content = StagingProcess.content(0);
    try (ContentStore next = FileContentStore.open(store)) {
      Contents.publish(next, "k", content);
      assertThat(next.find(Contents.sha256(content))).isPresent();
      assertThat(next.recheck()).isEmpty();
    }
    assertThat(Contents.filesBelow(store.resolve("v1/tmp"))).isEmpty();
  }

  private int traced(Path store, String action, String... options) throws Exception {
    List<String> command = StagingProcess.command(action, store.toString());
    return calls().run(command, options);
  }
}
