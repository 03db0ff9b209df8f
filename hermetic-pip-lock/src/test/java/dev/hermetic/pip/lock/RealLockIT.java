package dev.hermetic.pip.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hermetic.core.HermeticException;
import dev.hermetic.core.LockRequest;
import dev.hermetic.core.Options;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.Prefetch;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SafeUri;
import dev.hermetic.pip.pylock.PylockReader;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Locks real projects for three targets and compares the versions with those of {@code uv pip
 * compile} at the same {@code exclude-newer}. The index is the one that pip is configured for.
 *
 * <p>Runs with {@code -Dhermetic.clients=required}, where anything missing is a failure, or with
 * {@code -Dhermetic.online=true}. Some projects run by default, all of {@code projects.txt} with
 * {@code -Dhermetic.lock.projects=all}. Known differences are listed with their reasons in {@code
 * differences.txt}; a difference that is not listed, and a listed one that is gone, both fail.
 */
final class RealLockIT {
  private static final boolean REQUIRED = "required".equals(System.getProperty("hermetic.clients"));
  private static final String CUT_OFF = "2026-06-01T00:00:00Z";
  private static final Set<String> BY_DEFAULT =
      Set.of("flask", "fastapi", "jupyterlab", "pandas", "sphinx", "poetry", "aiohttp", "requests");

  /** Our name of a target, and uv's of its Python and platform. */
  private record Place(String target, String python, String platform) {}

  private static final List<Place> PLACES =
      List.of(
          new Place("cp312-linux-x86_64-glibc2.28", "3.12", "x86_64-manylinux_2_28"),
          new Place("cp313-macos-arm64-13.0", "3.13", "aarch64-apple-darwin"),
          new Place("cp311-windows-amd64", "3.11", "x86_64-pc-windows-msvc"));

  @TempDir static Path directory = Path.of("unset");
  private static String index = "";

  @BeforeAll
  static void findClients() throws Exception {
    assumeTrue(REQUIRED || Boolean.getBoolean("hermetic.online"), "needs -Dhermetic.online=true");
    boolean there = Files.isExecutable(client("uv")) && Files.isExecutable(client("python"));
    if (REQUIRED) {
      assertThat(there).as("python and uv are below hermetic.clients.dir").isTrue();
    }
    assumeTrue(there, "uv is missing");
    index = index();
  }

  private static Path client(String name) {
    return Path.of(System.getProperty("hermetic.clients.dir", "none"), "python", "bin", name);
  }

  /** What pip is configured for, or else what is built into it. */
  private static String index() throws Exception {
    String script =
        "from pip._internal.configuration import Configuration\n"
            + "from pip._internal.models.index import PyPI\n"
            + "c = Configuration(isolated=False); c.load(); d = dict(c.items())\n"
            + "print(d.get(':env:.index-url') or d.get('global.index-url') or PyPI.simple_url)";
    return run(List.of(client("python").toString(), "-c", script)).strip();
  }

  static Stream<String> projects() throws Exception {
    boolean all = "all".equals(System.getProperty("hermetic.lock.projects"));
    return lines("projects.txt").filter(line -> all || BY_DEFAULT.contains(name(line)));
  }

  private static String name(String line) {
    return line.substring(0, line.indexOf('=')).strip();
  }

  private static Stream<String> lines(String resource) throws Exception {
    try (InputStream in = RealLockIT.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("projects")
  void choosesTheVersionsThatUvChooses(String project) throws Exception {
    List<String> differences = new ArrayList<>();
    for (Place place : PLACES) {
      Path source = Files.createDirectories(directory.resolve(name(project) + place.target()));
      String wanted = project.substring(project.indexOf('=') + 1).strip();
      Files.writeString(source.resolve("requirements.in"), wanted.replace(' ', '\n') + "\n");
      Map<String, String> ours = ours(source, place);
      Map<String, String> theirs = theirs(source, place);
      Set<String> names = new TreeSet<>(ours.keySet());
      names.addAll(theirs.keySet());
      for (String name : names) {
        String one = ours.getOrDefault(name, "none");
        String other = theirs.getOrDefault(name, "none");
        if (!one.equals(other)) {
          differences.add(String.join(" ", name(project), place.target(), name, one, other));
        }
      }
    }
    List<String> known =
        lines("differences.txt")
            .map(line -> line.replaceFirst(" #.*", "").strip())
            .filter(line -> line.startsWith(name(project) + " "))
            .toList();
    assertThat(differences).containsExactlyInAnyOrderElementsOf(known);
  }

  private static Map<String, String> ours(Path source, Place place) throws Exception {
    Options options =
        Options.of(Map.of("targets", List.of(place.target()), "exclude-newer", CUT_OFF));
    try (Prefetch prefetch =
        Prefetch.builder()
            .discovery(false)
            .store(directory.resolve("store"))
            .locker(new PipLocker())
            .registry("pip", SafeUri.parse(index))
            .build()) {
      prefetch.lock(
          LockRequest.builder(source, new PackageInput("pip", RelPath.of("."), options)).build());
    } catch (HermeticException failure) {
      return Map.of("failed", failure.code());
    }
    Map<String, String> versions = new TreeMap<>();
    String text = Files.readString(source.resolve("pylock.toml"));
    new PylockReader(RelPath.of("pylock.toml"))
        .read(text)
        .packages()
        .forEach(p -> versions.put(p.name().toString(), p.version().orElseThrow().toString()));
    return versions;
  }

  private static Map<String, String> theirs(Path source, Place place) throws Exception {
    List<String> command =
        List.of(
            client("uv").toString(),
            "pip",
            "compile",
            source.resolve("requirements.in").toString(),
            "--no-python-downloads",
            "--quiet",
            "--no-annotate",
            "--no-header",
            "--default-index=" + index,
            "--cache-dir=" + directory.resolve("uv"),
            "--python-platform=" + place.platform(),
            "--python-version=" + place.python(),
            "--exclude-newer=" + CUT_OFF);
    Map<String, String> versions = new TreeMap<>();
    run(command)
        .lines()
        .filter(line -> line.contains("=="))
        .map(line -> line.split("[ =]+"))
        .forEach(parts -> versions.put(parts[0].replaceFirst("\\[.*", ""), parts[1]));
    return versions;
  }

  private static String run(List<String> command) throws Exception {
    Path errors = Files.createTempFile(directory, "errors", "");
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
    return output;
  }
}
