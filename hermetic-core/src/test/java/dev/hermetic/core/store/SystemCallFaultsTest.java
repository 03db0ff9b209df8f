package dev.hermetic.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A process that publishes one object, again and again: each time another one of its system calls
 * that change the disk fails, or kills it.
 */
@Timeout(600)
class SystemCallFaultsTest {
  private static final String CHANGES =
      "write,pwrite64,fsync,fdatasync,ftruncate,rename,renameat,renameat2,link,linkat,"
          + "unlink,unlinkat,mkdir,mkdirat,chmod,fchmod,fchmodat,utimensat";
  private static final String READS = "read,pread64,copy_file_range,sendfile,mmap";

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"error=EIO", "error=ENOSPC", "signal=KILL"})
  void neverMakesBrokenContentVisible(String fault) throws Exception {
    int calls = countChanges();
    assertThat(calls).isBetween(10, 200);
    int failed = 0;
    for (int n = 1; n <= calls; n++) {
      Path store = directory.resolve(fault + n);
      String inject = "inject=" + CHANGES + ":" + fault + ":when=" + n;
      int code = traced(store, "publish", "-e", "trace=" + CHANGES, "-e", inject);
      assertThat(code).as("%s at %d", fault, n).isNotEqualTo(StagingProcess.BROKEN);
      failed += code == 0 ? 0 : 1;
      assertEveryVisibleObjectIsWhole(store);
      assertThatTheNextProcessSucceeds(store);
    }
    assertThat(failed).isPositive();
  }

  @Test
  void namesAnErrorWhileReadingAndEvictsNothing() throws Exception {
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

  private int countChanges() throws Exception {
    Path log = directory.resolve("log");
    int code =
        traced(
            directory.resolve("counted"),
            "publish",
            "-o",
            log.toString(),
            "-e",
            "trace=" + CHANGES);
    assertThat(code).isZero();
    return (int) Files.readAllLines(log).stream().filter(line -> line.contains("(")).count();
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
    byte[] content = StagingProcess.content(0);
    try (ContentStore next = FileContentStore.open(store)) {
      Contents.publish(next, "k", content);
      assertThat(next.find(Contents.sha256(content))).isPresent();
      assertThat(next.recheck()).isEmpty();
    }
    assertThat(Contents.filesBelow(store.resolve("v1/tmp"))).isEmpty();
  }

  private int traced(Path store, String action, String... options) throws Exception {
    List<String> command = new ArrayList<>(List.of("strace", "-f", "-qq"));
    if (!List.of(options).contains("-o")) {
      command.addAll(List.of("-o", "/dev/null"));
    }
    command.addAll(List.of(options));
    command.addAll(StagingProcess.command(action, store.toString(), store.toString()));
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor();
    } catch (IOException noSuchProgram) {
      if ("required".equals(System.getProperty("hermetic.clients"))) {
        Assertions.fail("strace is not installed", noSuchProgram);
      }
      return Assumptions.abort("strace is not installed");
    }
  }
}
