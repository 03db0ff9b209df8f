package dev.hermetic.examples;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * Programs that use the library as an application does: compiled, and run by a JVM of their own.
 */
final class OwnProcess {
  /** What tests alone have on the class path. */
  private static final String OF_TESTS =
      ".*(junit|opentest4j|assertj|byte-buddy|apiguardian|archunit|surefire|/asm|slf4j-nop"
          + "|slf4j-simple|testkit|hermetic-cli|training|picocli|progressbar|jline|/examples/).*";

  /** How a program ended, and what it printed on both streams. */
  record Ended(int code, String printed) {}

  private OwnProcess() {}

  /** The jars and directories of classes that an application has, without any logging provider. */
  static List<Path> classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.replace('\\', '/').matches(OF_TESTS))
        .map(Path::of)
        .filter(Files::exists)
        .toList();
  }

  /** Compiles one file and runs its main method in the directory that holds it. */
  static Ended run(Path source, List<Path> classPath) throws IOException, InterruptedException {
    Path directory = source.toAbsolutePath().getParent();
    String path = join(classPath) + File.pathSeparator + directory;
    int compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-cp", path, "-d", directory.toString(), source.toString());
    if (compiled != 0) {
      throw new IllegalArgumentException(source + " cannot be compiled");
    }
    String name = source.getFileName().toString().replace(".java", "");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", path, name));
    return run(command, directory);
  }

  /** Runs a command in a directory. */
  static Ended run(List<String> command, Path directory) throws IOException, InterruptedException {
    Path printed = directory.resolve("printed");
    int code =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile())
            .start()
            .waitFor();
    return new Ended(code, Files.readString(printed));
  }

  private static String join(List<Path> entries) {
    return String.join(File.pathSeparator, entries.stream().map(Path::toString).toList());
  }
}
