package dev.hermetic.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Runs processes of which system calls fail; needs strace. */
public final class FaultyCalls {
  private static final String CHANGES =
      "write,pwrite64,fsync,fdatasync,ftruncate,rename,renameat,renameat2,link,linkat,"
          + "unlink,unlinkat,rmdir,mkdir,mkdirat,chmod,fchmod,fchmodat,utimensat";

  private final Path log;

  /** With strace's log in a file. */
  public FaultyCalls(Path log) {
    this.log = log;
  }

  /**
   * Runs {@link Attempts} without a fault.
   *
   * @return each call that changes the disk, as a fault
   */
  public List<String> faults(List<String> command) throws Exception {
    List<String> words = new ArrayList<>(command);
    words.add(Attempts.NO_FAULT);
    assertThat(run(words, "-e", "trace=" + CHANGES)).isZero();
    List<String> lines = Files.readAllLines(log);
    String begin =
        lines.stream().filter(line -> line.contains(Attempts.NO_FAULT)).findFirst().orElseThrow();
    String thread = begin.split(" ", 2)[0] + " ";
    Map<String, Integer> counts = new TreeMap<>();
    List<String> faults = new ArrayList<>();
    for (String line : lines.subList(lines.indexOf(begin) + 1, lines.size())) {
      String call = line.substring(line.indexOf(' ') + 1).strip();
      if (line.startsWith(thread) && call.matches("[a-z0-9]+\\(.*")) {
        String kind = call.substring(0, call.indexOf('('));
        faults.add(kind + "-" + counts.merge(kind, 1, Integer::sum));
      }
    }
    assertThat(faults).hasSizeBetween(10, 200);
    return faults;
  }

  /** Runs attempts that meet the faults, and makes sure that they do. */
  public int run(List<String> command, String fault, List<String> faults) throws Exception {
    List<String> words = new ArrayList<>(command);
    words.addAll(faults);
    String inject = "inject=" + CHANGES + ":" + fault + ":when=" + Attempts.CALL;
    int code = run(words, "-e", "trace=" + CHANGES, "-e", inject);
    if (fault.startsWith("error")) {
      assertThat(Files.readAllLines(log).stream().filter(line -> line.contains("(INJECTED)")))
          .hasSameSizeAs(faults);
    }
    return code;
  }

  /** Runs a command under strace and returns its exit code. */
  public int run(List<String> command, String... options) throws Exception {
    List<String> words = new ArrayList<>(List.of("strace", "-f", "-qq"));
    words.addAll(List.of("-o", log.toString()));
    words.addAll(List.of(options));
    words.addAll(command);
    try {
      return new ProcessBuilder(words).inheritIO().start().waitFor();
    } catch (IOException noSuchProgram) {
      if ("required".equals(System.getProperty("hermetic.clients"))) {
        Assertions.fail("strace is not installed", noSuchProgram);
      }
      return Assumptions.abort("strace is not installed");
    }
  }
}
