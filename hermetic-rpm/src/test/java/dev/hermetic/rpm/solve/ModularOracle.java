package dev.hermetic.rpm.solve;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real dnf, answering requests about modules and groups in one process. */
final class ModularOracle implements AutoCloseable {
  private final JsonMapper json = JsonMapper.builder().build();
  private final Path home;
  private final Process process;
  private final Writer to;
  private final BufferedReader from;
  private int worlds;

  ModularOracle(Path home) throws IOException {
    this.home = home;
    Path script = home.resolve("modular_oracle.py");
    try (var source = ModularOracle.class.getResourceAsStream("modular_oracle.py")) {
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

  /** What dnf makes of a universe, an answer for each request. */
  JsonNode ask(ModularUniverse universe) throws IOException {
    Path world = home.resolve("world" + worlds++);
    List<Map<String, Object>> repositories = new ArrayList<>();
    for (ModularRepository repository : universe.repositories) {
      Path directory = world.resolve(repository.made.id);
      repository.write(directory);
      repositories.add(repository.asMap(directory));
    }
    to.write(
        json.writeValueAsString(
                Map.of(
                    "arch",
                    "x86_64",
                    "platform",
                    universe.platform,
                    "repos",
                    repositories,
                    "requests",
                    universe.requests.stream().map(ModularUniverse.Asked::asMap).toList()))
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
