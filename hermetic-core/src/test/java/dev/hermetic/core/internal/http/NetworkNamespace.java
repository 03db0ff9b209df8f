package dev.hermetic.core.internal.http;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Runs a program of the tests in a network namespace of its own; needs root. */
public final class NetworkNamespace {
  private static final int UNAVAILABLE = 77;

  private NetworkNamespace() {}

  /**
   * Sets the network up by shell commands and runs the program.
   *
   * @return its exit code
   */
  public static int run(String setUp, Class<?> program, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("unshare", "-n", "sh", "-c"));
    command.add("{ " + setUp + "; } || exit " + UNAVAILABLE + "; exec \"$@\"");
    command.add("sh");
    command.addAll(program(program, arguments));
    try {
      int code = new ProcessBuilder(command).inheritIO().start().waitFor();
      return code == UNAVAILABLE ? unavailable() : code;
    } catch (IOException noSuchProgram) {
      return unavailable();
    }
  }

  /** The command that runs a program of the tests. */
  public static List<String> program(Class<?> program, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(java(), "-Xmx64m", "-XX:+UseSerialGC"));
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"));
    command.addAll(List.of("-cp", classPath(), program.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  private static int unavailable() {
    if ("required".equals(System.getProperty("hermetic.clients"))) {
      Assertions.fail("cannot make a network namespace");
    }
    return Assumptions.abort("cannot make a network namespace");
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** The class and module path together, whichever this test runs on. */
  private static String classPath() throws Exception {
    Set<String> roots = new LinkedHashSet<>();
    for (Class<?> type : new Class<?>[] {NetworkNamespace.class, HttpFetcher.class}) {
      roots.add(
          Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString());
    }
    for (String property :
        new String[] {"surefire.test.class.path", "java.class.path", "jdk.module.path"}) {
      roots.add(System.getProperty(property, ""));
    }
    roots.remove("");
    return String.join(File.pathSeparator, roots);
  }
}
