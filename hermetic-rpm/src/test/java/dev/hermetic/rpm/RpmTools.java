package dev.hermetic.rpm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The real rpm tools, with a home of their own. Absent ones skip a test, or fail it with {@code
 * -Dhermetic.clients=required}.
 */
public final class RpmTools {
  private static final boolean REQUIRED = "required".equals(System.getProperty("hermetic.clients"));

  private final Path home;

  public RpmTools(Path home) {
    this.home = home;
  }

  /** Ends the test unless these programs are there. */
  public static void need(String... programs) {
    for (String program : programs) {
      boolean there = runs(program);
      if (REQUIRED) {
        assertThat(there).as("%s is installed", program).isTrue();
      }
      assumeTrue(there, program + " is not installed");
    }
  }

  /** Ends the test unless the system's Python has rpm's own module. */
  public static void needPython() {
    boolean there = runs("/usr/bin/python3", "-c", "import rpm");
    if (REQUIRED) {
      assertThat(there).as("Python has the module rpm").isTrue();
    }
    assumeTrue(there, "Python has no module rpm");
  }

  /** Ends the test unless the system's Python has that module. */
  public static void needPythonModule(String module) {
    boolean there = runs("/usr/bin/python3", "-c", "import " + module);
    if (REQUIRED) {
      assertThat(there).as("Python has the module %s", module).isTrue();
    }
    assumeTrue(there, "Python has no module " + module);
  }

  /** Ends the test unless Perl can write Berkeley DB. */
  public static void needBerkeleyDb() {
    boolean there = runs("perl", "-MDB_File", "-e", "1");
    if (REQUIRED) {
      assertThat(there).as("Perl has the module DB_File").isTrue();
    }
    assumeTrue(there, "Perl has no module DB_File");
  }

  private static boolean runs(String program, String... more) {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(more.length == 0 ? List.of("--version") : List.of(more));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      process.getInputStream().readAllBytes();
      return process.waitFor() == 0;
    } catch (IOException missing) {
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Builds a spec; returns the packages, the source package last, sorted by name before. */
  public List<Path> build(String spec, String... more) throws Exception {
    Files.createDirectories(home);
    Path top = Files.createTempDirectory(home, "build");
    Path file = Files.writeString(top.resolve("test.spec"), spec);
    List<String> command =
        new ArrayList<>(
            List.of(
                "rpmbuild",
                "-ba",
                "--nodeps",
                "--define",
                "_topdir " + top,
                "--define",
                "debug_package %{nil}",
                "--define",
                "_build_id_links none"));
    command.addAll(more.length == 0 ? List.of("--target", "x86_64-linux") : List.of(more));
    command.add(file.toString());
    run(command.toArray(String[]::new));
    try (Stream<Path> built = Files.walk(top)) {
      return built
          .filter(path -> path.toString().endsWith(".rpm"))
          .sorted(
              java.util.Comparator.comparing((Path path) -> path.toString().endsWith(".src.rpm"))
                  .thenComparing(path -> path.getFileName().toString()))
          .toList();
    }
  }

  /** Runs a program that must succeed and returns what it printed. */
  public String run(String... command) throws Exception {
    return run(home, "", command);
  }

  /** The same with an input. */
  public String run(Path directory, String input, String... command) throws Exception {
    Files.createDirectories(home);
    Path in = Files.createTempFile(home, "in", "");
    Files.writeString(in, input);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectInput(in.toFile());
    builder.environment().put("HOME", home.toString());
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s%n%s", List.of(command), output).isZero();
    return output;
  }
}
