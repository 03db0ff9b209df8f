package dev.hermetic.rpm.lock.solve;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real dnf, answering many requests in one process. */
final class DnfOracle implements AutoCloseable {
  private final JsonMapper json = JsonMapper.builder().build();
  private final Path home;
  private final Process process;
  private final Writer to;
  private final BufferedReader from;
  private int worlds;

  /**
   * Starts it.
   *
   * @param home an empty directory
   * @param name the script that asks dnf
   */
  DnfOracle(Path home, String name) throws IOException {
    this.home = home;
    Path script = home.resolve(name);
    try (var source = DnfOracle.class.getResourceAsStream(name)) {
      Files.write(script, source.readAllBytes());
    }
    Path cache = Files.createDirectories(home.resolve("cache"));
    ProcessBuilder builder =
        new ProcessBuilder("/usr/bin/python3", script.toString(), cache.toString())
            .directory(home.toFile())
            .redirectError(home.resolve("errors.txt").toFile());
    builder.environment().put("HOME", home.toString());
    builder.environment().put("LC_ALL", "C.UTF-8");
    process = builder.start();
    to = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    from =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** What dnf makes of a world, an answer for each request. */
  JsonNode ask(MadeWorld world) throws IOException {
    to.write(json.writeValueAsString(world.write(home.resolve("world" + worlds++))) + "\n");
    to.flush();
    String line = from.readLine();
    if (line == null) {
      throw new IOException(Files.readString(home.resolve("errors.txt")));
    }
    return json.readTree(line);
  }

  @Override
  public void close() throws IOException {
    to.close();
    try {
      process.waitFor();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      process.destroy();
    }
  }
}
