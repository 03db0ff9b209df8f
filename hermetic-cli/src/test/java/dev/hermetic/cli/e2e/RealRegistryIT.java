package dev.hermetic.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The whole way with a real application: locked by npm against the registry that npm is configured
 * for, prefetched, injected, audited, and installed and run without a network.
 *
 * <p>Runs with {@code -Dhermetic.clients=required}, where anything missing is a failure, or with
 * {@code -Dhermetic.online=true}, where it is skipped. The oldest and the newest npm meet lock
 * version 3 with every delivery, and every lock version with at least one; the full product of the
 * three would cost twice as much. Lock version 1 and the delivery {@code cache} meet npm 10 alone:
 * newer ones refuse bundled aliases of such a lock, online too. One store serves all, so that the
 * registry is asked once.
 */
@Execution(ExecutionMode.CONCURRENT)
final class RealRegistryIT {
  /** Whoever counts connections runs alone. */
  private static final String CONNECTIONS = "connections";

  private static final boolean REQUIRED = "required".equals(System.getProperty("hermetic.clients"));

  @TempDir static Path directory = Path.of("unset");
  private static Map<Integer, Path> sources = Map.of();
  private static Optional<CountingProxy> proxy = Optional.empty();

  @BeforeAll
  static void lockAndFillTheStore() throws IOException, InterruptedException {
    assumeTrue(REQUIRED || Boolean.getBoolean("hermetic.online"), "needs -Dhermetic.online=true");
    needs(NpmClient.works("npm", "--version"), "npm");
    needs(NpmClient.works("unshare", "-n", "true"), "unshare -n");
    sources = OfflineApp.create(directory);
    CountingProxy counting = new CountingProxy();
    proxy = Optional.of(counting);
    prefetch(3, "both", directory.resolve("filled")).succeed();
    assertThat(counting.connections()).as("connections of the first run").isPositive();
  }

  @AfterAll
  static void closeProxy() throws IOException {
    if (proxy.isPresent()) {
      proxy.get().close();
    }
  }

  private static void needs(boolean there, String what) {
    if (REQUIRED) {
      assertThat(there).as("%s is there", what).isTrue();
    }
    assumeTrue(there, what + " is missing");
  }

  /** A prefetch with the shared store, all of whose connections are counted. */
  private static Command prefetch(int lock, String delivery, Path output) {
    String input = "{\"type\": \"npm\", \"path\": \".\", \"delivery\": \"" + delivery + "\"}";
    String through = proxy.orElseThrow().uri();
    return Command.hermetic(
            directory,
            "prefetch",
            "--source",
            source(lock).toString(),
            "--output",
            output.toString(),
            "--store",
            directory.resolve("store").toString(),
            input)
        .with("https_proxy", through)
        .with("http_proxy", through)
        .with("no_proxy", "")
        .with("NO_PROXY", "");
  }

  private static Path source(int lock) {
    return Optional.ofNullable(sources.get(lock)).orElseThrow();
  }

  /** Read from the locks themselves, so that no later registry makes the test a smaller one. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void theApplicationLocksSeveralHundredPackagesOfEveryKind(int version) throws IOException {
    LockedPackages lock = LockedPackages.read(source(version).resolve("package-lock.json"));

    assertThat(lock.version()).isEqualTo(version);
    assertThat(lock.names()).hasSizeGreaterThanOrEqualTo(400);
    assertThat(lock.names()).anyMatch(name -> name.startsWith("@babel/"));
    assertThat(lock.kinds())
        .containsAll(
            List.of("alias", "bundled", "bundled alias", "optional", "local directory", "file"));
    assertThat(lock.names()).contains("workspace-a", "workspace-b");
    assertThat(lock.versions("qs")).as("overridden").containsExactly("6.11.0");
    if (version > 1) {
      assertThat(lock.kinds()).contains("platform", "install script");
    }
  }

  /** Each client finds the output as the one before it left it, which the audit says is clean. */
  @ResourceLock(value = CONNECTIONS, mode = ResourceAccessMode.READ)
  @ParameterizedTest(name = "lock version {0}, delivery {1}, npm {2}")
  @CsvSource({
    "3, file, 10 12",
    "3, cache, 10 12",
    "3, both, 10 12",
    "2, file, 10",
    "2, cache, 12",
    "1, cache, 10",
    "1, file, 11",
    "1, both, 12"
  })
  void installsAndRunsWithoutNetwork(int lock, String delivery, String majors)
      throws IOException, InterruptedException {
    Path work = Files.createDirectories(directory.resolve(lock + "-" + delivery));
    Path output = work.resolve("output");
    prefetch(lock, delivery, output).succeed();
    String environment = Command.hermetic(directory, "env", output.toString()).succeed();
    for (String major : majors.split(" ")) {
      NpmClient client = client(Integer.parseInt(major));
      Path application = work.resolve("application-" + major);
      OutputTree.copy(source(lock), application);
      Command.hermetic(directory, "inject", output.toString(), "--source", application.toString())
          .succeed();
      audit(output).succeed();

      String printed =
          client.installAndRun(application, environment, work.resolve("home-" + major));

      assertThat(printed).startsWith(major + ".").contains("all packages work");
      audit(output).succeed();
      Command.of(work, "rm", "-rf", application.toString()).succeed();
    }
  }

  private static NpmClient client(int major) {
    Optional<NpmClient> client = NpmClient.ofMajor(major);
    if (REQUIRED) {
      assertThat(client).as("npm %d below -Dhermetic.clients.dir", major).isPresent();
    }
    assumeTrue(client.isPresent(), "npm " + major + " is not below -Dhermetic.clients.dir");
    return client.orElseThrow();
  }

  private static Command audit(Path output) {
    return Command.hermetic(directory, "audit", output.toString());
  }

  @Test
  @ResourceLock(value = CONNECTIONS, mode = ResourceAccessMode.READ)
  void auditSeesOneChangedByte() throws IOException, InterruptedException {
    Path output = directory.resolve("tampered");
    prefetch(3, "both", output).succeed();
    Path victim;
    try (var files = Files.list(output.resolve("deps/npm"))) {
      victim = files.filter(Files::isRegularFile).sorted().findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(victim);
    bytes[bytes.length / 2] ^= 1;
    // A new file instead of a write through the hard link, which would damage the shared store.
    Files.delete(victim);
    Files.write(victim, bytes);

    assertThat(audit(output).run().code()).isNotZero();
  }

  @Test
  @ResourceLock(value = CONNECTIONS, mode = ResourceAccessMode.READ_WRITE)
  void makesNoConnectionWhenTheStoreHasEverything() throws IOException, InterruptedException {
    int before = proxy.orElseThrow().connections();

    prefetch(3, "both", directory.resolve("second")).succeed();

    assertThat(proxy.orElseThrow().connections() - before).isZero();
  }

  @Test
  @ResourceLock(value = CONNECTIONS, mode = ResourceAccessMode.READ)
  void writesTheSameBytesUnderAnyPathLocaleTimeZoneAndUmask()
      throws IOException, InterruptedException {
    Path elsewhere = Files.createDirectories(directory.resolve("çok uzak")).resolve("çıktı");
    prefetch(3, "both", elsewhere)
        // The locale by properties, since the machine may lack it; LC_ALL for the name of the
        // directory.
        .with("LC_ALL", "C.UTF-8")
        .with("JAVA_TOOL_OPTIONS", "-Duser.language=tr -Duser.country=TR")
        .with("TZ", "Pacific/Kiritimati")
        .withUmask("077")
        .succeed();

    assertThat(OutputTree.of(elsewhere)).isEqualTo(OutputTree.of(directory.resolve("filled")));
  }
}
