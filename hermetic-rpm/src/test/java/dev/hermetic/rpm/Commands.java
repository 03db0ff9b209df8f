package dev.hermetic.rpm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs programs apart from the settings of whoever runs the tests. */
final class Commands {
  private final Path home;

  /** Makes the home directory; its rpm keeps installed packages where dnf's systems do. */
  Commands(Path home) throws IOException {
    this.home = Files.createDirectories(home);
    Files.writeString(home.resolve(".rpmmacros"), "%_dbpath /usr/lib/sysimage/rpm\n");
  }

  Path home() {
    return home;
  }

  /** The output of a program that succeeds. */
  String run(List<String> command) throws Exception {
    Path log = Files.createTempFile(home, "out", ".txt");
    int status = start(command, log);
    String output = Files.readString(log, StandardCharsets.UTF_8);
    Files.delete(log);
    if (status != 0) {
      throw new AssertionError(String.join(" ", command) + " failed:\n" + output);
    }
    return output;
  }

  /** The output of a program that fails. */
  String runFailing(List<String> command) throws Exception {
    Path log = Files.createTempFile(home, "out", ".txt");
    int status = start(command, log);
    String output = Files.readString(log, StandardCharsets.UTF_8);
    Files.delete(log);
    if (status == 0) {
      throw new AssertionError(String.join(" ", command) + " succeeded:\n" + output);
    }
    return output;
  }

  private int start(List<String> command, Path log) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    Map<String, String> variables = builder.environment();
    variables.put("HOME", home.toString());
    variables.put("GNUPGHOME", home.resolve("gnupg").toString());
    variables.put("LC_ALL", "C.UTF-8");
    variables.put("SOURCE_DATE_EPOCH", "1772500000");
    Process process = builder.start();
    process.getOutputStream().close();
    return process.waitFor();
  }
}
