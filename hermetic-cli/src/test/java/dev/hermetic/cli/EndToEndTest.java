package dev.hermetic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The commands over the real engine, the generic ecosystem and a real server. */
@Timeout(60)
final class EndToEndTest {
  private static final String CONTENT = "the tool\n";
  private static final String SECRET = "5c1d6e0e-secret";

  private @TempDir Path temporary;
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private Path directory;

  @BeforeEach
  void start() throws IOException {
    directory = temporary.toRealPath();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String authorization = exchange.getRequestHeaders().getFirst("Authorization");
          authorizations.add(String.valueOf(authorization));
          String path = exchange.getRequestURI().getPath();
          int status =
              path.startsWith("/private") && authorization == null
                  ? 401
                  : path.startsWith("/missing") ? 404 : 200;
          byte[] body = status == 200 ? CONTENT.getBytes(StandardCharsets.UTF_8) : new byte[0];
          exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void prefetchesWhatItFindsAndAuditsClean() throws IOException {
    lock("tool", CONTENT);
    CommandRun run = CommandRun.in(directory, "prefetch");
    assertThat(run.exitCode).as(run.toString()).isZero();
    assertThat(run.out).startsWith("1 files");
    assertThat(run.err)
        .contains("found artifacts.lock.yaml (generic)", "next:", "audit ./hermetic-output");
    assertThat(directory.resolve("hermetic-output/deps/generic/tool")).hasContent(CONTENT);
    assertThat(directory.resolve("home/.cache/hermetic")).isDirectory();
    CommandRun audit = CommandRun.in(directory, "audit", "hermetic-output");
    assertThat(audit.exitCode).as(audit.toString()).isZero();
    assertThat(audit.out).startsWith("clean: ");
  }

  @Test
  void auditFindsTampering() throws IOException {
    lock("tool", CONTENT);
    CommandRun.in(directory, "prefetch", "--quiet", "--link-mode", "copy");
    Files.writeString(directory.resolve("hermetic-output/deps/generic/tool"), "THE TOOL\n");
    CommandRun audit = CommandRun.in(directory, "audit", "hermetic-output");
    assertThat(audit.exitCode).as(audit.toString()).isEqualTo(20);
    assertThat(audit.err).startsWith("error: deps/generic/tool: altered");
    CommandRun json = CommandRun.in(directory, "audit", "--json", "hermetic-output");
    JsonNode finding = Json.MAPPER.readTree(json.out).get("findings").get(0);
    assertThat(finding.get("kind").asString()).isEqualTo("altered");
    assertThat(json.exitCode).isEqualTo(20);
  }

  @Test
  void exitsWith20WhenTheServerSendsOtherBytes() throws IOException {
    lock("tool", "something else");
    CommandRun run = CommandRun.in(directory, "prefetch");
    assertThat(run.exitCode).as(run.toString()).isEqualTo(20);
    assertThat(run.err).contains("error: ");
    assertThat(directory.resolve("hermetic-output")).doesNotExist();
  }

  @Test
  void exitsWith30WhenTheFileIsMissingAndWith31WithoutCredentials() throws IOException {
    lock("missing", CONTENT);
    assertThat(CommandRun.in(directory, "prefetch").exitCode).isEqualTo(30);
    lock("private", CONTENT);
    assertThat(CommandRun.in(directory, "prefetch").exitCode).isEqualTo(31);
  }

  @Test
  void exitsWith11WhenTheHostIsBlocked() throws IOException {
    lock("tool", CONTENT);
    CommandRun run = CommandRun.in(directory, "prefetch", "--block-host", "127.0.0.1");
    assertThat(run.exitCode).as(run.toString()).isEqualTo(11);
    assertThat(authorizations).isEmpty();
  }

  @Test
  void needsNoNetworkWhenTheStoreHoldsAll() throws IOException {
    lock("tool", CONTENT);
    CommandRun.in(directory, "prefetch");
    server.stop(0);
    CommandRun run = CommandRun.in(directory, "prefetch", "--offline", "--output", "second");
    assertThat(run.exitCode).as(run.toString()).isZero();
    assertThat(directory.resolve("second/deps/generic/tool")).hasContent(CONTENT);
  }

  @Test
  void warnsOfAnOutputThatNothingCanBeInjectedForBeforeItDownloads() throws IOException {
    lock("tool", CONTENT);
    CommandRun run = CommandRun.in(directory, "prefetch", "--output", "a%20b");
    assertThat(run.exitCode).as(run.toString()).isZero();
    assertThat(run.err)
        .containsSubsequence("[output.build-path]", "1 of 1 files")
        .containsOnlyOnce("[output.build-path]");
  }

  @Test
  void takesADirectoryAsTheProject() throws IOException {
    Files.createDirectories(directory.resolve("project"));
    Files.move(lock("tool", CONTENT), directory.resolve("project/artifacts.lock.yaml"));
    CommandRun run = CommandRun.in(directory, "prefetch", "project");
    assertThat(run.exitCode).as(run.toString()).isZero();
    assertThat(directory.resolve("hermetic-output/deps/generic/tool")).exists();
  }

  @Test
  void fetchDepsWritesHermetosLayout() throws IOException {
    lock("tool", CONTENT);
    Files.writeString(
        directory.resolve("input.json"),
        "{\"packages\": [{\"type\": \"generic\", \"path\": \".\"}], \"flags\": [\"gomod-vendor\"]}");
    CommandRun run =
        CommandRun.in(
            directory,
            "--log-level",
            "DEBUG",
            "--mode",
            "strict",
            "fetch-deps",
            "--source",
            ".",
            "--sbom-output-type",
            "cyclonedx",
            "--cgo-disable",
            "input.json");
    assertThat(run.exitCode).as(run.toString()).isZero();
    assertThat(run.err).contains("gomod-vendor has no effect", "--cgo-disable has no effect");
    Path output = directory.resolve("hermeto-output");
    assertThat(output.resolve("deps/generic/tool")).hasContent(CONTENT);
    assertThat(output.resolve(".build-config.json")).isRegularFile();
    assertThat(output.resolve("bom.json")).isRegularFile();
    CommandRun env =
        CommandRun.in(
            directory, "generate-env", "hermeto-output", "--for-output-dir", "/o", "-o", "h.env");
    assertThat(env.exitCode).as(env.toString()).isZero();
    assertThat(directory.resolve("h.env")).isRegularFile();
    CommandRun inject = CommandRun.in(directory, "inject-files", "hermeto-output");
    assertThat(inject.exitCode).as(inject.toString()).isZero();
  }

  @Test
  void printsOneDocumentForMachines() throws IOException {
    lock("tool", CONTENT);
    CommandRun run = CommandRun.in(directory, "--json", "prefetch");
    JsonNode document = Json.MAPPER.readTree(run.out);
    assertThat(document.get("status").asString()).isEqualTo("ok");
    assertThat(document.get("entries").get(0).get("sha256").asString()).isEqualTo(sha256(CONTENT));
    assertThat(run.err).isEmpty();
    JsonNode plan = Json.MAPPER.readTree(CommandRun.in(directory, "plan", "--json").out);
    assertThat(plan.get("placements").get(0).get("path").asString()).isEqualTo("deps/generic/tool");
  }

  @Test
  void printsNothingWhenQuiet() throws IOException {
    lock("tool", CONTENT);
    CommandRun run = CommandRun.in(directory, "prefetch", "--quiet");
    assertThat(run.exitCode).isZero();
    assertThat(run.out + run.err).isEmpty();
  }

  @Test
  void plansWithoutFetching() throws IOException {
    lock("tool", CONTENT);
    CommandRun run = CommandRun.in(directory, "plan");
    assertThat(run.exitCode).as(run.toString()).isZero();
    assertThat(run.out).startsWith("deps/generic/tool");
    assertThat(authorizations).isEmpty();
    assertThat(directory.resolve("hermetic-output")).doesNotExist();
  }

  @Test
  void usesNetrcAndNeverPrintsItsSecret() throws IOException {
    lock("private/tool", CONTENT);
    Files.createDirectories(directory.resolve("home"));
    Files.writeString(
        directory.resolve("home/.netrc"), "machine 127.0.0.1 login me password " + SECRET + "\n");
    CommandRun run = CommandRun.in(directory, "prefetch", "--debug");
    assertThat(run.exitCode).as(run.toString()).isZero();
    assertThat(authorizations).hasSize(1).allMatch(header -> header.startsWith("Basic "));
    assertThat(run.out + run.err).doesNotContain(SECRET);
  }

  @Test
  void neverPrintsASecretOfALocatorEvenWhenDebugging() throws IOException {
    lock("missing?token=" + SECRET, CONTENT);
    CommandRun run = CommandRun.in(directory, "prefetch", "--debug");
    assertThat(run.exitCode).as(run.toString()).isEqualTo(30);
    CommandRun json = CommandRun.in(directory, "prefetch", "--json");
    CommandRun plan = CommandRun.in(directory, "plan");
    assertThat(run.out + run.err + json.out + json.err + plan.out + plan.err)
        .doesNotContain(SECRET);
  }

  @Test
  void locksAndThenIsUpToDate() throws IOException {
    Files.writeString(
        directory.resolve("artifacts.in.yaml"), "input:\n  - url: " + url("tool") + "\n");
    CommandRun check = CommandRun.in(directory, "lock", "--check");
    assertThat(check.exitCode).as(check.toString()).isEqualTo(1);
    assertThat(directory.resolve("artifacts.lock.yaml")).doesNotExist();
    CommandRun lock = CommandRun.in(directory, "lock");
    assertThat(lock.exitCode).as(lock.toString()).isZero();
    assertThat(lock.out).contains("sha256:" + sha256(CONTENT));
    assertThat(CommandRun.in(directory, "lock", "--check").exitCode).isZero();
    assertThat(CommandRun.in(directory, "prefetch").exitCode).isZero();
  }

  @Test
  void locksAnInputWithItsOptions() throws IOException {
    Files.writeString(
        directory.resolve("artifacts.in.yaml"), "input:\n  - url: " + url("tool") + "\n");
    CommandRun lock =
        CommandRun.in(
            directory, "lock", "--type", "{\"type\": \"generic\", \"lockfile\": \"other.yaml\"}");
    assertThat(lock.exitCode).as(lock.toString()).isZero();
    assertThat(directory.resolve("other.yaml")).exists();
  }

  @Test
  void cleansTheStore() throws IOException {
    lock("tool", CONTENT);
    CommandRun.in(directory, "prefetch", "--store", "store");
    CommandRun recheck = CommandRun.in(directory, "gc", "--store", "store", "--recheck");
    assertThat(recheck.exitCode).as(recheck.toString()).isZero();
    CommandRun gc = CommandRun.in(directory, "gc", "--store", "store", "--max-size", "0", "--json");
    assertThat(gc.exitCode).as(gc.toString()).isZero();
    assertThat(Json.MAPPER.readTree(gc.out).get("removed").asInt()).isEqualTo(1);
  }

  @Test
  void expandsAllowedVariablesOfTheLock() throws IOException {
    lockWithToken();
    CommandRun run =
        CommandRun.with(
            directory, Map.of("TOOL_TOKEN", SECRET), "prefetch", "--allow-variable", "TOOL_TOKEN");
    assertThat(run.exitCode).as(run.toString()).isZero();
    assertThat(authorizations).containsExactly("Bearer " + SECRET);
    assertThat(run.out + run.err).doesNotContain(SECRET);
  }

  @Test
  void sendsNoVariableThatNobodyAllowed() throws IOException {
    lockWithToken();
    CommandRun run = CommandRun.with(directory, Map.of("TOOL_TOKEN", SECRET), "prefetch");
    assertThat(run.exitCode).as(run.toString()).isEqualTo(10);
    assertThat(run.err).contains("--allow-variable TOOL_TOKEN").doesNotContain(SECRET);
    assertThat(authorizations).isEmpty();
  }

  private void lockWithToken() throws IOException {
    Files.writeString(
        directory.resolve("artifacts.lock.yaml"),
        "metadata:\n  version: '2.0'\nartifacts:\n  - download_url: "
            + url("private/tool")
            + "\n    checksum: sha256:"
            + sha256(CONTENT)
            + "\n    auth:\n      bearer:\n        value: Bearer ${TOOL_TOKEN}\n");
  }

  private Path lock(String path, String content) throws IOException {
    return Files.writeString(
        directory.resolve("artifacts.lock.yaml"),
        "metadata:\n  version: '1.0'\nartifacts:\n  - download_url: "
            + url(path)
            + "\n    checksum: sha256:"
            + sha256(content)
            + "\n    filename: tool\n");
  }

  private String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + path;
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
