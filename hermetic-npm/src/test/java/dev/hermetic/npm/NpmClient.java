package dev.hermetic.npm;

import dev.hermetic.core.EnvVar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The real npm, kept apart from the configuration and cache of whoever runs the tests. */
final class NpmClient {
  private final Path home;

  NpmClient(Path home) {
    this.home = home;
  }

  /** Whether npm and a way to cut the network off exist here. */
  static boolean isAvailable() {
    return runs("npm", "--version") && runs("unshare", "-rn", "true");
  }

  private static boolean runs(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor() == 0;
    } catch (IOException missing) {
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Writes a lock from a registry. */
  void lock(Path project, String registry, int version, String... more) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                "npm",
                "install",
                "--package-lock-only",
                "--no-audit",
                "--no-omit-lockfile-registry-resolved",
                "--lockfile-version=" + version,
                "--registry=" + registry));
    command.addAll(List.of(more));
    run(project, List.of(), Path.of("/"), command);
  }

  /** Installs with the network cut off. */
  String installOffline(Path project, List<EnvVar> environment, Path out, String... more)
      throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of("unshare", "-rn", "npm", "ci", "--offline", "--no-audit", "--no-fund"));
    command.addAll(List.of(more));
    return run(project, environment, out, command);
  }

  private String run(Path project, List<EnvVar> environment, Path out, List<String> command)
      throws Exception {
    Files.createDirectories(home);
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(project.toFile()).redirectErrorStream(true);
    Map<String, String> variables = builder.environment();
    variables.keySet().removeIf(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("npm_"));
    variables.put("HOME", home.toString());
    variables.put("npm_config_userconfig", home.resolve("user.npmrc").toString());
    variables.put("npm_config_globalconfig", home.resolve("global.npmrc").toString());
    variables.put("npm_config_cache", home.resolve("own-cache").toString());
    variables.put("npm_config_update_notifier", "false");
    environment.forEach(v -> variables.put(v.name(), v.value().expand(out.toString())));
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError(command + " failed:\n" + output);
    }
    return output;
  }
}
