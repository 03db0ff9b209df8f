package dev.hermetic.pip;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hermetic.testkit.RealClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The real pip and uv, kept apart from the configuration and cache of whoever runs the tests. */
final class PipClient {
  private final RealClient python = RealClient.find("python");
  private final Path home;

  /** The clients; skips the test where they are too old and not required. */
  PipClient(Path home) throws Exception {
    this.home = Files.createDirectories(home);
    if (!"required".equals(System.getProperty("hermetic.clients"))) {
      Path uv = python.executable().resolveSibling("uv");
      assumeTrue(Files.isExecutable(uv) && pipReadsLocks(), "a pip that reads locks, uv beside it");
    }
  }

  private boolean pipReadsLocks() throws Exception {
    String program =
        "import pip, sys; sys.exit(tuple(map(int, pip.__version__.split('.')[:2])) < (26, 2))";
    return new ProcessBuilder(python.command("-c", program))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  /** Makes an empty virtual environment. */
  Path venv(Path directory) throws Exception {
    run(
        Map.of(),
        home,
        python.command("-m", "venv", "--copies", "--without-pip", directory.toString()));
    return directory;
  }

  /** Runs pip on a virtual environment without a network. */
  String pip(Path venv, Map<String, String> environment, Path directory, String... arguments)
      throws Exception {
    List<String> command =
        new ArrayList<>(python.command("-m", "pip", "--python", venv.toString()));
    command.addAll(List.of(arguments));
    return run(environment, directory, RealClient.offline(command));
  }

  /** Runs {@code uv pip} on a virtual environment without a network. */
  String uv(Path venv, Map<String, String> environment, Path directory, String... arguments)
      throws Exception {
    Path uv = python.executable().resolveSibling("uv");
    List<String> command = new ArrayList<>(List.of(uv.toString(), "pip"));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--python", venv.toString()));
    return run(environment, directory, RealClient.offline(command));
  }

  /** What a module of a virtual environment says of itself. */
  String ask(Path venv, String expression) throws Exception {
    String program = "import sys; " + expression;
    return run(Map.of(), home, List.of(venv.resolve("bin/python").toString(), "-c", program))
        .strip();
  }

  private String run(Map<String, String> environment, Path directory, List<String> command)
      throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    Map<String, String> variables = builder.environment();
    variables.keySet().removeIf(name -> name.matches("(PIP|UV|PYTHON|VIRTUAL_ENV|XDG).*"));
    variables.put("HOME", home.toString());
    variables.put("PIP_CONFIG_FILE", "/dev/null");
    variables.put("PIP_DISABLE_PIP_VERSION_CHECK", "1");
    variables.putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError(command + " failed:\n" + output);
    }
    return output;
  }
}
