package dev.hermetic.cli.e2e;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An npm to install with.
 *
 * @param name how it is called here
 * @param directories what comes first on its PATH
 */
record NpmClient(String name, List<Path> directories) {
  /**
   * The npm of a major version below {@code -Dhermetic.clients.dir}, which holds {@code npm10},
   * {@code npm11}, {@code npm12} and {@code node24}: npm 12 needs a newer node than distributions
   * have.
   */
  static Optional<NpmClient> ofMajor(int major) {
    Path clients = Path.of(System.getProperty("hermetic.clients.dir", "no-clients"));
    Path bin = clients.resolve("npm" + major).resolve("node_modules").resolve(".bin");
    Path node = clients.resolve("node24").resolve("bin");
    if (!Files.isExecutable(bin.resolve("npm"))) {
      return Optional.empty();
    }
    List<Path> directories = new ArrayList<>(List.of(bin));
    if (major >= 12) {
      if (!Files.isExecutable(node.resolve("node"))) {
        return Optional.empty();
      }
      directories.add(node);
    }
    return Optional.of(new NpmClient("npm" + major, directories));
  }

  /** The search path of its processes. */
  String path() {
    StringBuilder path = new StringBuilder();
    directories.forEach(directory -> path.append(directory).append(File.pathSeparator));
    return path.append(System.getenv("PATH")).toString();
  }

  /** Whether a command is on the PATH and works. */
  static boolean works(String... words) throws InterruptedException {
    try {
      return Command.of(Path.of("."), words).run().code() == 0;
    } catch (IOException missing) {
      return false;
    }
  }

  /**
   * Installs from the lock and runs the application, in a network namespace without any interface,
   * with an empty home.
   *
   * @param environment what {@code hermetic env} printed
   * @return what was printed
   */
  String installAndRun(Path application, String environment, Path home)
      throws IOException, InterruptedException {
    Files.createDirectories(home);
    Path variables = Files.writeString(home.resolve("variables"), environment);
    // PATH is set inside: the namespace is entered by the system's own tools.
    String script =
        "set -eu; . \"$1\"; export PATH=\"$2\"; npm --version;"
            + " npm ci --offline --ignore-scripts=false --no-audit --no-fund; node index.js";
    return Command.of(
            application,
            "unshare",
            "-n",
            "env",
            "-i",
            "HOME=" + home,
            "PATH=" + System.getenv("PATH"),
            "LANG=C.UTF-8",
            "sh",
            "-c",
            script,
            "sh",
            variables.toString(),
            path())
        .succeed();
  }

  @Override
  public String toString() {
    return name;
  }
}
