package dev.hermetic.rpm.solve;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

  DnfOracle(Path home) throws IOException {
    this.home = home;
    Path script = home.resolve("dnf_oracle.py");
    try (var source = DnfOracle.class.getResourceAsStream("dnf_oracle.py")) {
      Files.write(script, source.readAllBytes());
    }
    Path cache = Files.createDirectories(home.resolve("cache"));
    ProcessBuilder builder =
        new ProcessBuilder("/usr/bin/python3", script.toString(), cache.toString())
            .directory(home.toFile())
            .redirectError(home.resolve("errors.txt").toFile());
    builder.environment().put("HOME", home.toString());
    process = builder.start();
    to = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    from =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** What dnf makes of a universe, an answer for each request. */
  JsonNode ask(MadeUniverse universe) throws IOException {
    Path world = home.resolve("world" + worlds++);
    for (MadeRepository repository : universe.repositories) {
      repository.write(world.resolve(repository.id));
    }
    String installed = "";
    if (!universe.installed.packages.isEmpty()) {
      installed = world.resolve("system.repo").toString();
      Files.writeString(Path.of(installed), universe.installed.tags());
    }
    List<Map<String, Object>> repositories =
        universe.repositories.stream()
            .map(
                repository ->
                    Map.<String, Object>of(
                        "id", repository.id,
                        "path", world.resolve(repository.id).toString(),
                        "priority", repository.priority,
                        "cost", repository.cost))
            .toList();
    to.write(
        json.writeValueAsString(
                Map.of(
                    "arch",
                    universe.arch,
                    "installed",
                    installed,
                    "repos",
                    repositories,
                    "requests",
                    universe.requests.stream().map(MadeUniverse.Asked::asMap).toList()))
            + "\n");
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
