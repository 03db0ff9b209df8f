package dev.hermetic.pip.wheel;

import dev.hermetic.core.InputException;
import dev.hermetic.core.PrintableText;
import dev.hermetic.pip.version.Version;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the names of targets. */
final class TargetParser {
  private static final Map<String, String> TO_GNU = Map.of("amd64", "x86_64", "arm64", "aarch64");
  private static final List<String> LINUX =
      List.of(
          "x86_64",
          "aarch64",
          "ppc64le",
          "s390x",
          "armv7l",
          "i686",
          "riscv64",
          "ppc64",
          "loongarch64");
  private static final int MAX_MINOR = 99;

  private final String text;
  private final List<String> parts;

  private TargetParser(String text) {
    this.text = text;
    this.parts = Arrays.asList(text.split("-", -1));
  }

  static Target parse(String text) {
    TargetParser parser = new TargetParser(text);
    if (parser.parts.size() < 3 || parser.parts.size() > 4) {
      throw parser.malformed("should have the form cp312-linux-x86_64-glibc2.28");
    }
    return new Target(parser.interpreter(), parser.platform());
  }

  private InputException malformed(String what) {
    return InputException.of(
        "pip.target",
        "the target " + PrintableText.quoted(text) + " " + what,
        "write the interpreter, the system, the processor and the C library, such as"
            + " cp312-linux-aarch64-musl1.2, cp3.12.4-macos-arm64-14.0 or cp313t-windows-amd64");
  }

  private Interpreter interpreter() {
    String word = parts.get(0);
    boolean cpython = word.startsWith("cp");
    if (!cpython && !word.startsWith("pp")) {
      throw malformed("should begin with cp (CPython) or pp (PyPy)");
    }
    boolean threaded = cpython && word.endsWith("t");
    String number = word.substring(2, word.length() - (threaded ? 1 : 0));
    boolean dotless = number.length() > 1 && number.chars().allMatch(c -> c >= '0' && c <= '9');
    Optional<Version> version =
        Version.tryParse(dotless ? number.charAt(0) + "." + number.substring(1) : number)
            .filter(
                v ->
                    v.major() == 3
                        && v.minor() <= MAX_MINOR
                        && v.releaseLength() > 1
                        && v.releaseLength() <= 3)
            .filter(v -> v.local().isEmpty() && !v.isPostrelease());
    if (version.isEmpty() || !isDigit(number.charAt(0)) || number.indexOf('!') >= 0) {
      throw malformed("has no version of Python 3");
    }
    if (threaded && version.get().minor() < 13) {
      throw malformed("asks for free threading, which begins with Python 3.13");
    }
    Interpreter.Kind kind = cpython ? Interpreter.Kind.CPYTHON : Interpreter.Kind.PYPY;
    return new Interpreter(kind, version.get(), threaded);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private Platform platform() {
    String arch = parts.get(2);
    Optional<String> detail = parts.size() == 4 ? Optional.of(parts.get(3)) : Optional.empty();
    return switch (parts.get(1)) {
      case "linux" -> linux(TO_GNU.getOrDefault(arch, arch), detail.orElse("glibc2.28"));
      case "macos" -> macos(arch.equals("aarch64") ? "arm64" : arch, detail.orElse("13.0"));
      case "windows" -> windows(arch, detail);
      default -> throw malformed("should name linux, macos or windows behind the interpreter");
    };
  }

  private Platform linux(String arch, String library) {
    if (!LINUX.contains(arch)) {
      throw malformed("has a processor that is none of " + String.join(", ", LINUX));
    }
    boolean glibc = library.startsWith("glibc");
    if (!glibc && !library.startsWith("musl")) {
      throw malformed("should end in glibc or musl with its version");
    }
    int[] number = number(library.substring(glibc ? 5 : 4));
    if (number[0] != (glibc ? 2 : 1)) {
      throw malformed("has a C library that is neither glibc 2 nor musl 1");
    }
    Platform.Family family = glibc ? Platform.Family.GLIBC : Platform.Family.MUSL;
    return new Platform(family, arch, number[0], number[1]);
  }

  private Platform macos(String arch, String version) {
    int[] number = number(version);
    boolean intel = arch.equals("x86_64");
    if (!intel && !arch.equals("arm64")) {
      throw malformed("has a processor that is neither arm64 nor x86_64");
    }
    if (number[0] < (intel ? 10 : 11)) {
      throw malformed("has a version of macOS that Python never ran on");
    }
    return new Platform(Platform.Family.MACOS, arch, number[0], number[1]);
  }

  private Platform windows(String arch, Optional<String> detail) {
    String known = Map.of("x86_64", "amd64", "aarch64", "arm64").getOrDefault(arch, arch);
    if (!List.of("amd64", "arm64", "x86").contains(known)) {
      throw malformed("has a processor that is none of amd64, arm64, x86");
    }
    if (detail.isPresent()) {
      throw malformed("should have nothing behind the processor");
    }
    return new Platform(Platform.Family.WINDOWS, known, 0, 0);
  }

  /** Two numbers with a dot between them. */
  private int[] number(String version) {
    String[] numbers = version.split("\\.", -1);
    boolean plain =
        numbers.length == 2
            && Arrays.stream(numbers)
                .allMatch(
                    n ->
                        !n.isEmpty()
                            && n.length() < 3
                            && n.chars().allMatch(c -> isDigit((char) c)));
    if (!plain) {
      throw malformed("has a version that is not two numbers, such as 2.28");
    }
    return new int[] {Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1])};
  }
}
