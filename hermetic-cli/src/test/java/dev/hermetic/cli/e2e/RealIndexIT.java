package dev.hermetic.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The whole way with a real Python application: locked by uv against the index that pip is
 * configured for, prefetched, injected, audited, and installed and run without a network by pip and
 * uv; and the files chosen for other platforms, compared with pip's own choice.
 *
 * <p>Runs with {@code -Dhermetic.clients=required}, where anything missing is a failure, or with
 * {@code -Dhermetic.online=true}, where it is skipped.
 */
@Execution(ExecutionMode.CONCURRENT)
final class RealIndexIT {
  private static final boolean REQUIRED = "required".equals(System.getProperty("hermetic.clients"));
  private static final Pattern FILE = Pattern.compile("(?m)^deps/pip/(\\S+)  (\\S+)@(\\S+)  from ");
  private static final Pattern URL = Pattern.compile("\"url\": \"[^\"]*/([^/\"]+)\"");

  private static final Map<String, String> PLANS = new ConcurrentHashMap<>();

  @TempDir static Path directory = Path.of("unset");
  private static Optional<PythonApp> app = Optional.empty();

  @BeforeAll
  static void lock() throws IOException, InterruptedException {
    assumeTrue(REQUIRED || Boolean.getBoolean("hermetic.online"), "needs -Dhermetic.online=true");
    Optional<Path> clients = PythonApp.clients();
    needs(clients.isPresent(), "python and uv below -Dhermetic.clients.dir");
    needs(NpmClient.works("unshare", "-n", "true"), "unshare -n");
    PythonApp created = new PythonApp(clients.orElseThrow(), directory.resolve("source"));
    created.lock();
    app = Optional.of(created);
  }

  private static void needs(boolean there, String what) {
    if (REQUIRED) {
      assertThat(there).as("%s is there", what).isTrue();
    }
    assumeTrue(there, what + " is missing");
  }

  private static PythonApp app() {
    return app.orElseThrow();
  }

  private static Command hermetic(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    if (!arguments[0].matches("audit|inject|env")) {
      all.addAll(List.of("--store", directory.resolve("store").toString()));
      all.addAll(List.of("--source", app().source().toString()));
    }
    return Command.hermetic(directory, all.toArray(String[]::new));
  }

  private static String input(String file, String target) {
    String option = file.endsWith(".toml") ? "pylock_files" : "requirements_files";
    return "{\"type\": \"pip\", \"%s\": [\"%s\"], \"targets\": [\"%s\"]}"
        .formatted(option, file, target);
  }

  @Test
  void theApplicationLocksMoreThanHundredAndFiftyPackages() throws IOException {
    assertThat(Files.readString(app().source().resolve("pylock.toml")).split("\\[\\[packages]]"))
        .hasSizeGreaterThan(151);
  }

  /** Each client finds the output as the one before it left it, which the audit says is clean. */
  @ParameterizedTest
  @CsvSource({
    "pylock.toml, sync pylock.toml, install --no-compile -r pylock.toml",
    "requirements.txt, install --no-index --require-hashes -r requirements.txt,"
        + " install --no-compile --no-index --require-hashes -r requirements.txt"
  })
  void installsAndRunsWithoutNetwork(String file, String uv, String pip)
      throws IOException, InterruptedException {
    Path output = directory.resolve("output-" + file);
    hermetic("prefetch", "--output", output.toString(), input(file, app().target())).succeed();
    installAndRun(output, "uv", uv);
    installAndRun(output, "pip", pip);
  }

  private static void installAndRun(Path output, String client, String arguments)
      throws IOException, InterruptedException {
    Path work = Files.createDirectories(directory.resolve(client + "-" + output.getFileName()));
    Path build = work.resolve("build");
    OutputTree.copy(app().source(), build);
    hermetic("inject", output.toString(), "--source", build.toString()).succeed();
    hermetic("audit", output.toString()).succeed();
    String environment = hermetic("env", output.toString()).succeed();

    Path venv = app().venv(work.resolve("venv"));
    offline(work, build, environment, client(client, venv) + " " + arguments);
    String printed = offline(work, build, environment, venv + "/bin/python app.py");

    assertThat(printed).contains("all packages work");
    hermetic("audit", output.toString()).succeed();
    Command.of(work, "rm", "-rf", venv.toString(), work.resolve("home").toString()).succeed();
  }

  private static String client(String name, Path venv) {
    return name.equals("uv")
        ? "u() { c=$1; shift; " + app().uv() + " pip \"$c\" --python " + venv + " \"$@\"; }; u"
        : app().python() + " -m pip --python " + venv;
  }

  /** Runs a line of shell in a network namespace without any interface, with an empty home. */
  private static String offline(Path work, Path build, String environment, String line)
      throws IOException, InterruptedException {
    Path home = Files.createDirectories(work.resolve("home"));
    Path variables = Files.writeString(work.resolve("variables"), environment);
    return Command.of(
            build,
            "unshare",
            "-n",
            "env",
            "-i",
            "HOME=" + home,
            "PATH=" + System.getenv("PATH"),
            "LANG=C.UTF-8",
            "PIP_CONFIG_FILE=/dev/null",
            "sh",
            "-c",
            "set -eu; . \"$1\"; " + line,
            "sh",
            variables.toString())
        .succeed();
  }

  /** Every wheel is the one that pip takes, and where an sdist is taken pip finds no wheel. */
  @ParameterizedTest
  @ValueSource(
      strings = {"linux-aarch64-glibc2.28", "linux-ppc64le-glibc2.28", "linux-x86_64-musl1.2"})
  void choosesForOtherPlatformsWhatPipChooses(String platform)
      throws IOException, InterruptedException {
    String plan = plan(platform);
    SortedSet<String> wheels = new TreeSet<>();
    List<String> pins = new ArrayList<>();
    for (MatchResult file : FILE.matcher(plan).results().toList()) {
      String pin = file.group(2) + "==" + file.group(3);
      if (file.group(1).endsWith(".whl")) {
        wheels.add(file.group(1));
        pins.add(pin);
      } else {
        assertThat(report(platform, List.of(pin)).code()).as("a wheel of %s", pin).isNotZero();
      }
    }

    Command.Ended report = report(platform, pins);

    assertThat(report.code()).as(report.output()).isZero();
    SortedSet<String> taken = new TreeSet<>();
    URL.matcher(report.output()).results().forEach(url -> taken.add(url.group(1)));
    assertThat(wheels).hasSizeGreaterThan(150).isEqualTo(taken);
  }

  /** What the lock means on a platform; asked for once, though two tests need it. */
  private static String plan(String platform) {
    return PLANS.computeIfAbsent(platform, RealIndexIT::planned);
  }

  private static String planned(String platform) {
    try {
      String python = app().ask("'%d%d' % sys.version_info[:2]");
      return hermetic("plan", input("pylock.toml", "cp" + python + "-" + platform)).succeed();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  /** What pip would install, from metadata alone. */
  private static Command.Ended report(String platform, List<String> pins)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of(app().python(), "-m", "pip", "install"));
    words.addAll(List.of("--quiet", "--dry-run", "--ignore-installed", "--no-deps"));
    words.addAll(List.of("--report", "-", "--target", directory.resolve("none").toString()));
    words.addAll(List.of("--only-binary=:all:", "--implementation", "cp"));
    String python = app().ask("'cp%d%d' % sys.version_info[:2]");
    words.addAll(List.of("--python-version", python.substring(2)));
    words.addAll(List.of("--abi", python, "--abi", "abi3", "--abi", "none"));
    platforms(platform).forEach(each -> words.addAll(List.of("--platform", each)));
    words.addAll(pins);
    return Command.of(directory, words.toArray(String[]::new)).run();
  }

  private static List<String> platforms(String platform) {
    String machine = platform.split("-")[1];
    List<String> platforms = new ArrayList<>();
    if (platform.contains("musl")) {
      platforms.addAll(List.of("musllinux_1_2_" + machine, "musllinux_1_1_" + machine));
      platforms.add("musllinux_1_0_" + machine);
    } else {
      for (int minor = 28; minor >= 17; minor--) {
        platforms.add("manylinux_2_" + minor + "_" + machine);
      }
      platforms.add("manylinux2014_" + machine);
    }
    platforms.add("linux_" + machine);
    return platforms;
  }

  /** Which packages a platform needs is uv's choice as well; uv does not know ppc64le. */
  @ParameterizedTest
  @CsvSource({
    "linux-aarch64-glibc2.28, aarch64-manylinux_2_28",
    "linux-x86_64-musl1.2, x86_64-unknown-linux-musl"
  })
  void needsForOtherPlatformsWhatUvNeeds(String platform, String uvPlatform)
      throws IOException, InterruptedException {
    String plan = plan(platform);
    SortedSet<String> planned = new TreeSet<>();
    FILE.matcher(plan).results().forEach(f -> planned.add(f.group(2) + "==" + f.group(3)));

    String compiled =
        Command.of(
                app().source(),
                app().uv(),
                "pip",
                "compile",
                "--quiet",
                "--no-config",
                "--no-header",
                "--no-annotate",
                "--python-version",
                app().ask("'%d.%d' % sys.version_info[:2]"),
                "--python-platform",
                uvPlatform,
                "--default-index",
                app().index(),
                "--constraints",
                "requirements.txt",
                "requirements.in")
            .succeed();
    SortedSet<String> needed = new TreeSet<>();
    compiled.lines().forEach(line -> needed.add(line.replaceFirst("\\[.*]", "").strip()));
    assertThat(planned).isEqualTo(needed);
  }
}
