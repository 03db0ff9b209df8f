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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * {@code fetch-deps} against a tree that was written by hand from the description of Hermeto's
 * output.
 */
@Timeout(60)
final class HermetoGoldenTest {
  private static final Path SCENARIO = Path.of("src/test/scenarios/hermeto-npm-generic");
  private static final String INPUT =
      "[{\"type\": \"npm\", \"path\": \".\", \"delivery\": \"file\"}, {\"type\": \"generic\"}]";

  private @TempDir Path temporary;
  private Path directory;
  private HttpServer server;
  private Path output;

  @BeforeEach
  void fetch() throws IOException {
    directory = temporary.toRealPath();
    Map<String, Path> served = new TreeMap<>();
    for (String line : Files.readAllLines(SCENARIO.resolve("served/index.txt"))) {
      String[] parts = line.split(" ");
      served.put(parts[0], SCENARIO.resolve("served").resolve(parts[1]));
    }
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
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
    try (Stream<Path> files = Files.list(SCENARIO.resolve("source"))) {
      for (Path file : files.toList()) {
        Files.writeString(directory.resolve(file.getFileName()), served(file));
      }
    }
    CommandRun run = CommandRun.in(directory, "fetch-deps", INPUT);
    assertThat(run.exitCode).as(run.toString()).isZero();
    output = directory.resolve("hermeto-output");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void filesLieWhereHermetoPutsThem() throws IOException {
    List<String> actual = new ArrayList<>();
    try (Stream<Path> files = Files.walk(output.resolve("deps"))) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        byte[] content = Files.readAllBytes(file);
        actual.add(output.relativize(file) + " " + Sha256Hex.of(content));
      }
    }
    assertThat(actual).containsExactlyElementsOf(Files.readAllLines(expected("deps.txt")));
  }

  @Test
  void theBuildConfigurationHasHermetosFields() throws IOException {
    JsonNode config = Json.MAPPER.readTree(Files.readString(output.resolve(".build-config.json")));
    assertThat(config.get("environment_variables").size()).isZero();
    JsonNode files = config.get("project_files");
    assertThat(files.size()).isEqualTo(2);
    assertThat(files.get(0).get("abspath").asString())
        .isEqualTo(directory.resolve("package-lock.json").toString());
    assertThat(files.get(0).get("template").asString())
        .isEqualTo(Files.readString(expected("package-lock.json")));
    assertThat(files.get(1).get("abspath").asString())
        .isEqualTo(directory.resolve("package.json").toString());
    assertThat(files.get(1).get("template").asString())
        .isEqualTo(Files.readString(expected("package.json")));
  }

  @Test
  void theBillOfMaterialsNamesHermetosPackageUrls() throws IOException {
    JsonNode bom = Json.MAPPER.readTree(Files.readString(output.resolve("bom.json")));
    assertThat(bom.get("bomFormat").asString()).isEqualTo("CycloneDX");
    assertThat(bom.get("specVersion").asString()).isEqualTo("1.6");
    List<String> purls = new ArrayList<>();
    bom.get("components").forEach(component -> purls.add(component.get("purl").asString()));
    assertThat(purls).containsExactlyElementsOf(served(expected("purls.txt")).lines().toList());
  }

  @Test
  void injectionExpandsTheTemplates() throws IOException {
    CommandRun run =
        CommandRun.in(directory, "inject-files", "hermeto-output", "--for-output-dir", "/o");
    assertThat(run.exitCode).as(run.toString()).isZero();
    assertThat(directory.resolve("package-lock.json"))
        .hasContent(Files.readString(expected("package-lock.json")).replace("${output_dir}", "/o"));
  }

  private static Path expected(String name) {
    return SCENARIO.resolve("expected").resolve(name);
  }

  private String served(Path file) throws IOException {
    String origin = "http://127.0.0.1:" + server.getAddress().getPort();
    return Files.readString(file).replace("@SERVER@", origin);
  }
}
