package dev.hermetic.pip.wheel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.pip.PackagingOracle;
import dev.hermetic.pip.requirement.MarkerEnvironment;
import dev.hermetic.testkit.RealClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The real installers see the same environment in a target, and choose the same wheel for it. */
@org.junit.jupiter.api.Tag("native-client")
class InstallersChoiceTest {
  private static final int PACKAGES = 60;

  @TempDir Path scratch;

  @ParameterizedTest
  @CsvSource({
    "x86_64-unknown-linux-gnu, cp312-linux-x86_64-glibc2.28",
    "aarch64-unknown-linux-gnu, cp3.12.4-linux-aarch64-glibc2.28",
    "aarch64-unknown-linux-musl, cp311-linux-aarch64-musl1.2",
    "riscv64-unknown-linux, cp312-linux-riscv64-glibc2.39",
    "aarch64-apple-darwin, cp312-macos-arm64-13.0",
    "x86_64-apple-darwin, cp312-macos-x86_64-13.0",
    "x86_64-pc-windows-msvc, cp3.13.1-windows-amd64",
    "aarch64-pc-windows-msvc, cp312-windows-arm64",
    "i686-pc-windows-msvc, cp312-windows-x86"
  })
  void uvSeesTheSameMarkerEnvironment(String platform, String name) throws Exception {
    Target target = Target.parse(name);
    List<String> lines = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    Map<String, String> values = new TreeMap<>(target.markerEnvironment().values());
    values.keySet().removeIf(variable -> !MarkerEnvironment.VARIABLES.contains(variable));
    int number = 0;
    for (Map.Entry<String, String> entry : values.entrySet()) {
      String is = "is" + number;
      String isNot = "isnot" + number++;
      lines.add(is + " ; " + entry.getKey() + " == '" + entry.getValue() + "'");
      lines.add(isNot + " ; " + entry.getKey() + " != '" + entry.getValue() + "'");
      expected.add(is + "==1");
      for (String project : List.of(is, isNot)) {
        TinyWheel.write(wheels(), WheelName.parse(project + "-1-py3-none-any.whl"));
      }
    }
    Path input = Files.write(scratch.resolve("requirements.in"), lines);
    Path output = scratch.resolve("requirements.txt");
    uv("pip", "compile", "--no-header", "--no-annotate", "-o", output.toString())
        .with("--find-links", wheels().toString(), "--python-platform", platform)
        .with("--python-version", target.pythonVersion().toString(), input.toString())
        .run();
    assertThat(Files.readAllLines(output)).containsExactlyInAnyOrderElementsOf(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "x86_64-manylinux_2_28, cp312-linux-x86_64-glibc2.28",
    "x86_64-manylinux_2_17, cp311-linux-x86_64-glibc2.17",
    "aarch64-manylinux_2_34, cp312-linux-aarch64-glibc2.34",
    "x86_64-unknown-linux-musl, cp312-linux-x86_64-musl1.2",
    "aarch64-apple-darwin, cp312-macos-arm64-13.0",
    "x86_64-apple-darwin, cp310-macos-x86_64-13.0",
    "x86_64-pc-windows-msvc, cp312-windows-amd64"
  })
  void uvChoosesTheSameWheels(String platform, String name) throws Exception {
    Target target = Target.parse(name);
    Map<String, Optional<WheelName>> expected =
        writeWheels(target, uvsTags(target), new Random(31));
    Path site = scratch.resolve("site");
    Path names = names(expected);
    uv("pip", "install", "--no-deps", "--link-mode", "copy", "--target", site.toString())
        .with("--find-links", wheels().toString(), "--python-platform", platform)
        .with("--python-version", target.pythonVersion().toString(), "-r", names.toString())
        .run();
    assertSame(installed(site, expected.keySet()), chosen(expected));
  }

  @ParameterizedTest
  @CsvSource({
    "cp312-linux-x86_64-glibc2.28",
    "cp39-linux-ppc64le-glibc2.17",
    "cp313t-linux-x86_64-musl1.2",
    "cp311-macos-arm64-14.0",
    "cp312-windows-amd64"
  })
  void pipChoosesTheSameWheels(String name) throws Exception {
    Target target = Target.parse(name);
    Map<String, Optional<WheelName>> expected =
        writeWheels(target, pipsTags(target), new Random(32));
    Path site = scratch.resolve("site");
    String stable = target.interpreter().freeThreaded() ? "abi3t" : "abi3";
    Command pip =
        new Command(List.of(PackagingOracle.python().toString(), "-m", "pip", "install"))
            .with("--isolated")
            .with("--no-index", "--no-deps", "--only-binary=:all:", "--no-cache-dir", "-q")
            .with("--disable-pip-version-check", "--find-links", wheels().toString())
            .with("--target", site.toString(), "-r", names(expected).toString())
            .with("--implementation", "cp", "--abi", target.interpreter().abi())
            .with("--abi", stable, "--abi", "none")
            .with("--python-version", target.pythonVersion().toString());
    PlatformTags.of(target.platform()).forEach(platform -> pip.with("--platform", platform));
    pip.run();
    assertSame(installed(site, expected.keySet()), chosen(expected));
  }

  @Test
  void refusesWheelsThatNoTagOfTheTargetFits() {
    Target target = Target.parse("cp312-linux-x86_64-glibc2.17");
    assertThat(target.rank(WheelName.parse("a-1-cp312-cp312-manylinux_2_28_x86_64.whl"))).isEmpty();
    assertThat(target.rank(WheelName.parse("a-1-cp313-abi3-linux_x86_64.whl"))).isEmpty();
    assertThat(target.rank(WheelName.parse("a-1-cp312-abi3-linux_x86_64.whl"))).isPresent();
  }

  /**
   * uv puts bare linux tags behind manylinux and musllinux, Python's packaging before them; and uv
   * does not know the fat binaries of old for three processors.
   */
  private static List<Tag> uvsTags(Target target) {
    return target.tags().stream()
        .filter(tag -> !tag.platform().startsWith("linux_") && !tag.platform().endsWith("_fat3"))
        .toList();
  }

  /** For {@code --platform manylinux2014_x86_64} pip puts the older aliases before others. */
  private static List<Tag> pipsTags(Target target) {
    return target.tags().stream()
        .filter(tag -> !tag.platform().matches("manylinux(1|2010|2014)_.*"))
        .toList();
  }

  /** For each project some wheels, some of which fit the target, and the best of them. */
  private Map<String, Optional<WheelName>> writeWheels(Target target, List<Tag> tags, Random random)
      throws IOException {
    Map<String, Optional<WheelName>> best = new TreeMap<>();
    for (int i = 0; i < PACKAGES; i++) {
      String project = "p" + i;
      Set<WheelName> wheels = new LinkedHashSet<>();
      int count = 1 + random.nextInt(6);
      while (wheels.size() < count) {
        String build = random.nextInt(3) == 0 ? "-" + random.nextInt(12) : "";
        // Those at the top would rarely be met among a thousand.
        int bound = random.nextBoolean() ? 40 : tags.size();
        Tag tag = tags.get(random.nextInt(Math.min(bound, tags.size())));
        wheels.add(WheelName.parse(project + "-1" + build + "-" + tag + ".whl"));
      }
      wheels.add(WheelName.parse(project + "-1-cp27-cp27mu-plan9_mips.whl"));
      for (WheelName wheel : wheels) {
        TinyWheel.write(wheels(), wheel);
      }
      best.put(project, wheels.stream().min(target.preference()));
    }
    return best;
  }

  private static void assertSame(Map<String, String> theirs, Map<String, String> ours) {
    List<String> differences = new ArrayList<>();
    ours.forEach(
        (project, wheel) -> {
          if (!wheel.equals(theirs.get(project))) {
            differences.add("ours " + wheel + ", theirs " + theirs.get(project));
          }
        });
    assertThat(differences).isEmpty();
  }

  private Path wheels() {
    return scratch.resolve("wheels");
  }

  private Path names(Map<String, ?> projects) throws IOException {
    return Files.write(scratch.resolve("names.txt"), projects.keySet());
  }

  private static Map<String, String> chosen(Map<String, Optional<WheelName>> expected) {
    Map<String, String> names = new TreeMap<>();
    expected.forEach((project, wheel) -> names.put(project, wheel.orElseThrow().fileName()));
    return names;
  }

  private static Map<String, String> installed(Path site, Set<String> projects) throws IOException {
    Map<String, String> names = new TreeMap<>();
    for (String project : projects) {
      names.put(project, Files.readString(site.resolve(TinyWheel.witness(project))));
    }
    return names;
  }

  private Command uv(String... words) throws IOException, InterruptedException {
    Path python = PackagingOracle.python();
    Path uv = python.resolveSibling("uv");
    if (!Files.isExecutable(uv)) {
      uv = RealClient.find("uv").executable();
    }
    return new Command(List.of(uv.toString(), "-q", "--no-config", "--offline"))
        .with("--cache-dir", scratch.resolve("cache").toString())
        .with(words)
        .with("--no-index", "--python", python.toString());
  }

  /** A command that must succeed. */
  private final class Command {
    private final List<String> words;

    Command(List<String> words) {
      this.words = new ArrayList<>(words);
    }

    Command with(String... more) {
      words.addAll(List.of(more));
      return this;
    }

    void run() throws IOException, InterruptedException {
      Path log = scratch.resolve("log");
      ProcessBuilder builder =
          new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile());
      builder
          .environment()
          .keySet()
          .removeIf(key -> key.startsWith("UV_") || key.startsWith("PIP_"));
      int code = builder.start().waitFor();
      assertThat(code)
          .as(words.stream().collect(Collectors.joining(" ")) + "\n" + Files.readString(log))
          .isZero();
    }
  }
}
