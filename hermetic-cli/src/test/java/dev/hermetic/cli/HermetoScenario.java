package dev.hermetic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cyclonedx.Version;
import org.cyclonedx.parsers.JsonParser;
import tools.jackson.databind.JsonNode;

/**
 * A source tree, the server that it refers to, and what Hermeto makes of it, written by hand from
 * the description of Hermeto's output. {@code @SERVER@} stands for the server.
 */
final class HermetoScenario implements AutoCloseable {
  private final Path scenario;
  private final Path directory;
  private final HttpServer server;

  private HermetoScenario(Path scenario, Path directory, HttpServer server) {
    this.scenario = scenario;
    this.directory = directory;
    this.server = server;
  }

  /** Serves and copies a scenario. */
  static HermetoScenario in(Path temporary, String name) throws IOException {
    Path scenario = Path.of("src/test/scenarios", name);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    HermetoScenario result = new HermetoScenario(scenario, temporary.toRealPath(), server);
    result.serve();
    result.copy();
    return result;
  }

  private void serve() throws IOException {
    Map<String, Path> served = new TreeMap<>();
    for (String line : Files.readAllLines(scenario.resolve("served/index.txt"))) {
      String[] parts = line.split(" ");
      served.put(parts[0], scenario.resolve("served").resolve(parts[1]));
    }
    server.createContext(
        "/",
        exchange -> {
          Path file = served.get(exchange.getRequestURI().getPath());
          byte[] body = file == null ? new byte[0] : Files.readAllBytes(file);
          exchange.sendResponseHeaders(file == null ? 404 : 200, file == null ? -1 : body.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
          }
        });
    server.start();
  }

  private void copy() throws IOException {
    Path source = scenario.resolve("source");
    for (Path file : files(source)) {
      Path target = directory.resolve(source.relativize(file).toString());
      Files.createDirectories(target.getParent());
      if (file.toString().endsWith(".tgz")) {
        Files.copy(file, target);
      } else {
        Files.writeString(target, served(file));
      }
    }
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** Runs the command there; it has to succeed. */
  void run(String... args) {
    CommandRun run = CommandRun.in(directory, args);
    assertThat(run.exitCode).as(run.toString()).isZero();
  }

  Path directory() {
    return directory;
  }

  Path output() {
    return directory.resolve("hermeto-output");
  }

  /** Each file below {@code deps} with its SHA-256. */
  List<String> deps() throws IOException {
    List<String> deps = new ArrayList<>();
    for (Path file : files(output().resolve("deps"))) {
      deps.add(output().relativize(file) + " " + Sha256Hex.of(Files.readAllBytes(file)));
    }
    return deps;
  }

  /** The project files of the build configuration: path in the source tree, and template. */
  Map<String, String> projectFiles() throws IOException {
    JsonNode config =
        Json.MAPPER.readTree(Files.readString(output().resolve(".build-config.json")));
    Map<String, String> files = new TreeMap<>();
    for (JsonNode file : config.get("project_files")) {
      Path path = Path.of(file.get("abspath").asString());
      files.put(directory.relativize(path).toString(), file.get("template").asString());
    }
    return files;
  }

  JsonNode bom() throws IOException {
    return Json.MAPPER.readTree(Files.readString(output().resolve("bom.json")));
  }

  /** Each component with the properties that Hermeto has, too. */
  List<String> components() throws IOException {
    List<String> lines = new ArrayList<>();
    for (JsonNode component : bom().get("components")) {
      StringBuilder line = new StringBuilder(component.get("purl").asString());
      for (JsonNode property : component.get("properties")) {
        String name = property.get("name").asString();
        if (!name.startsWith("hermetic:")) {
          line.append(' ').append(name).append('=').append(property.get("value").asString());
        }
      }
      lines.add(line.toString());
    }
    return lines;
  }

  /** What is wrong with the bill of materials by the schema of CycloneDX 1.6. */
  List<String> schemaFaults() throws IOException {
    return new JsonParser()
        .validate(output().resolve("bom.json").toFile(), Version.VERSION_16).stream()
            .map(Exception::getMessage)
            .toList();
  }

  String expected(String name) throws IOException {
    return Files.readString(scenario.resolve("expected").resolve(name));
  }

  List<String> expectedLines(String name) throws IOException {
    return served(scenario.resolve("expected").resolve(name)).lines().toList();
  }

  private String served(Path file) throws IOException {
    String origin = "http://127.0.0.1:" + server.getAddress().getPort();
    return Files.readString(file).replace("@SERVER@", origin);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
