package dev.hermetic.pip.wheel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.InputException;
import dev.hermetic.pip.PackagingOracle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** File names and the tags of targets are what they are to Python's packaging library. */
@org.junit.jupiter.api.Tag("native-client")
class PackagingTagsTest {
  private static final List<String> PIECES =
      List.of(
          "foo",
          "Foo_Bar",
          "a.b",
          "1.0",
          "2.0.post1",
          "1!1.0+l_1",
          "1.0rc1",
          "py3",
          "py2.py3",
          "cp312",
          "cp313t",
          "none",
          "abi3",
          "any",
          "linux_x86_64",
          "win_amd64",
          "1",
          "3build",
          "manylinux_2_17_x86_64.manylinux2014_x86_64",
          "PY3",
          "_",
          "__",
          ".",
          "",
          "x..y",
          "9py");

  /**
   * What the library takes and the specifications do not permit: a name that is only a separator,
   * and characters of versions in a tag.
   */
  private static final Pattern TOLERATED = Pattern.compile("^[._]-|-.*-.*[!+]");

  @TempDir Path scratch;

  @Test
  void readsWheelNamesAlike() throws Exception {
    PackagingOracle oracle = new PackagingOracle();
    Random random = new Random(21);
    for (int i = 0; i < 20_000; i++) {
      String fileName = wheelName(random);
      if (!TOLERATED.matcher(fileName).find()) {
        oracle.ask(q -> wheel(q[1]), "wheel", fileName);
      }
    }
    oracle.compare(scratch);
  }

  @Test
  void readsSdistNamesAlike() throws Exception {
    PackagingOracle oracle = new PackagingOracle();
    Random random = new Random(22);
    for (int i = 0; i < 5_000; i++) {
      List<String> parts = new ArrayList<>(List.of(pick(random, List.of("foo", "Foo_Bar", "a.b"))));
      while (random.nextInt(100) < 60) {
        parts.add(pick(random, List.of("1.0", "x", "2.0.post1", "1!1.0+l", "1", "", "rc1")));
      }
      String extension = pick(random, List.of(".tar.gz", ".tar.gz", ".zip", ".whl", ".gz"));
      String fileName = String.join("-", parts) + extension;
      if (!fileName.contains("--") && !fileName.matches(".*[!+].*-.*")) {
        oracle.ask(q -> sdist(q[1]), "sdist", fileName);
      }
    }
    oracle.compare(scratch);
  }

  @Test
  void knowsTheTagsOfEveryTarget() throws Exception {
    PackagingOracle oracle = new PackagingOracle();
    for (String python : List.of("cp36", "cp37", "cp38", "cp39", "cp310", "cp312", "cp3.14.1")) {
      platforms().forEach(platform -> ask(oracle, python + "-" + platform));
    }
    for (String python : List.of("cp313t", "cp3.14.0t", "pp39", "pp310", "pp3.11.11")) {
      platforms().forEach(platform -> ask(oracle, python + "-" + platform));
    }
    assertThat(oracle.size()).isGreaterThan(1_000);
    oracle.compare(scratch);
  }

  private static List<String> platforms() {
    List<String> platforms = new ArrayList<>();
    for (String arch :
        List.of("x86_64", "aarch64", "ppc64le", "s390x", "armv7l", "i686", "riscv64")) {
      List.of("glibc2.5", "glibc2.17", "glibc2.28", "glibc2.34", "glibc2.39", "musl1.1", "musl1.2")
          .forEach(library -> platforms.add("linux-" + arch + "-" + library));
    }
    for (int version = 11; version < 27; version++) {
      platforms.add("macos-arm64-" + version + ".0");
      platforms.add("macos-x86_64-" + version + ".3");
      platforms.add("macos-x86_64-10." + (version - 7));
    }
    platforms.addAll(List.of("windows-amd64", "windows-arm64", "windows-x86"));
    return platforms;
  }

  private static void ask(PackagingOracle oracle, String name) {
    Target target = Target.parse(name);
    Interpreter interpreter = target.interpreter();
    Platform platform = target.platform();
    oracle.ask(
        q -> target.tags().stream().map(Tag::toString).collect(Collectors.joining(" ")),
        "target",
        interpreter.kind().name(),
        interpreter.version().major() + "." + interpreter.version().minor(),
        Boolean.toString(interpreter.freeThreaded()),
        platform.family().name(),
        platform.arch(),
        Integer.toString(platform.major()),
        Integer.toString(platform.minor()));
  }

  private static <T> T pick(Random random, List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private static String wheelName(Random random) {
    List<String> parts = new ArrayList<>();
    parts.add(pick(random, PIECES.subList(0, 3)));
    parts.add(pick(random, PIECES.subList(3, 7)));
    if (random.nextInt(100) < 30) {
      parts.add(pick(random, List.of("1", "03build", "12", "7_abc", "x")));
    }
    parts.add(pick(random, List.of("py3", "py2.py3", "cp312", "CP39", "cp313", "cp38.cp39")));
    parts.add(pick(random, List.of("none", "abi3", "cp312", "none.abi3", "cp313t")));
    parts.add(pick(random, List.of("any", "win_amd64", PIECES.get(18), "linux_x86_64", "ANY")));
    if (random.nextInt(100) < 40) {
      parts.set(random.nextInt(parts.size()), pick(random, PIECES));
    }
    if (random.nextInt(100) < 8) {
      parts.remove(random.nextInt(parts.size()));
    }
    return String.join("-", parts) + pick(random, List.of(".whl", ".whl", ".whl", ".whl", ".zip"));
  }

  private static String wheel(String fileName) {
    return WheelName.tryParse(fileName)
        .map(
            wheel ->
                String.join(
                    "|",
                    wheel.name().toString(),
                    wheel.version().toString(),
                    wheel.build().map(BuildTag::toString).orElse(""),
                    wheel.tags().stream()
                        .map(Tag::toString)
                        .sorted()
                        .collect(Collectors.joining(" "))))
        .orElse("invalid");
  }

  private static String sdist(String fileName) {
    try {
      SdistName name = SdistName.parse(fileName);
      return name.name() + "|" + name.version();
    } catch (InputException e) {
      return "invalid";
    }
  }
}
