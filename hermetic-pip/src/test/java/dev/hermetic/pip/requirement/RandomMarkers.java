package dev.hermetic.pip.requirement;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Markers, environments and requirements, right and wrong; the same ones for the same seed. */
final class RandomMarkers {
  private static final List<String> OPERATORS =
      List.of("==", "!=", "<", "<=", ">", ">=", "~=", "===", "in", "not in", "==", ">=", "<");
  private static final List<String> VERSION_VARIABLES =
      List.of(
          "python_version", "python_full_version", "implementation_version", "platform_release");
  private static final List<String> TEXT_VARIABLES =
      List.of(
          "os_name",
          "sys_platform",
          "platform_machine",
          "platform_system",
          "platform_version",
          "platform_python_implementation",
          "implementation_name",
          "os.name",
          "sys.platform",
          "platform.machine",
          "python_implementation");
  private static final List<String> VERSIONS =
      List.of(
          "3",
          "3.8",
          "3.9",
          "3.10",
          "3.10.0",
          "3.12.4",
          "3.13.0rc1",
          "2.7",
          "3.*",
          "3.9.*",
          "5.10",
          "5.10.0-13-amd64",
          "6.1+deb",
          "",
          "not a version",
          "2.7 3.6 3.9",
          "3.13.0a1",
          "1.0.dev1",
          "3.13+",
          " 3.8 ",
          "v3.8",
          "3.9,3.10");
  private static final List<String> TEXTS =
      List.of(
          "linux",
          "win32",
          "darwin",
          "posix",
          "nt",
          "x86_64",
          "aarch64",
          "AMD64",
          "cpython",
          "",
          "linux darwin",
          "lin",
          "Linux",
          "PyPy",
          "1.0",
          "é",
          "a\"b",
          "#1 SMP");
  private static final List<String> NAMES =
      List.of("dev", "Dev", "a_b", "a-b", "a..b", "test", "", "foo bar", "docs");

  private final Random random;

  RandomMarkers(long seed) {
    this.random = new Random(seed);
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private String space() {
    return pick(List.of(" ", " ", " ", "  ", "\t"));
  }

  String marker(int depth) {
    StringBuilder out = new StringBuilder(atom(depth));
    while (chance(35)) {
      out.append(space()).append(pick(List.of("and", "or"))).append(space()).append(atom(depth));
    }
    return out.toString();
  }

  private String atom(int depth) {
    return depth > 0 && chance(25) ? "(" + marker(depth - 1) + ")" : comparison();
  }

  private String comparison() {
    int kind = random.nextInt(100);
    String variable = pick(kind < 50 ? VERSION_VARIABLES : TEXT_VARIABLES);
    String literal = pick(kind < 45 || kind > 95 ? VERSIONS : TEXTS);
    if (kind >= 80 && kind < 95) {
      variable = pick(List.of("extra", "extra", "extra", "extras", "dependency_groups"));
      literal = pick(NAMES);
    }
    boolean turned = variable.endsWith("s") && !variable.contains("_n") ? chance(90) : chance(15);
    String other = chance(2) ? pick(TEXT_VARIABLES) : quoted(literal);
    String middle = space() + pick(OPERATORS) + space();
    return turned ? other + middle + variable : variable + middle + other;
  }

  private String quoted(String literal) {
    return literal.contains("\"") || chance(50) ? "'" + literal + "'" : '"' + literal + '"';
  }

  /** A marker, or something that looks like one. */
  String anyMarker() {
    StringBuilder text = new StringBuilder(marker(2));
    while (chance(50)) {
      int at = random.nextInt(text.length() + 1);
      if (chance(50)) {
        text.insert(
            at,
            pick(List.of("(", ")", "and", " ", "'", "\"", "=", "<", "not", "in", "x", "é", ";")));
      } else if (at < text.length()) {
        text.deleteCharAt(at);
      }
    }
    return text.toString();
  }

  Map<String, String> environment() {
    Map<String, String> values = new TreeMap<>();
    for (String variable : MarkerEnvironment.VARIABLES) {
      values.put(variable, pick(VERSION_VARIABLES.contains(variable) ? VERSIONS : TEXTS));
    }
    if (chance(60)) {
      values.putAll(
          new HashMap<>(Map.of("python_version", "3.12", "python_full_version", "3.12.4")));
    }
    return values;
  }

  static String joined(Map<String, String> environment) {
    return environment.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining("|"));
  }

  /** Normalized names with spaces between them, possibly none. */
  String names() {
    StringBuilder out = new StringBuilder();
    while (chance(45)) {
      out.append(pick(List.of("dev ", "a-b ", "test ", "docs ")));
    }
    return out.toString().strip();
  }

  /** A requirement, or something that looks like one. */
  String requirement() {
    StringBuilder out = new StringBuilder(chance(5) ? " " : "");
    out.append(pick(List.of("foo", "Foo.Bar", "foo_-bar", "A", "zope.interface", "foo1")));
    if (chance(25)) {
      out.append(pick(List.of("[dev]", " [ Dev , a_b ]", "[]", "[dev,dev]", "[a.b,docs] ")));
    }
    if (chance(15)) {
      out.append(" @ ").append(pick(List.of("https://h.example/x.whl", "file:///a;b", "git+x")));
      out.append(chance(50) ? " " : "");
    } else if (chance(75)) {
      out.append(specifiers());
    }
    if (chance(50)) {
      out.append(pick(List.of(";", " ; ", "; "))).append(marker(1));
    }
    while (chance(15)) {
      String noise =
          List.of("(", ")", ",", "[", "]", ";", "@", "-", ".", " ", "*", "é")
              .get(random.nextInt(12));
      out.insert(random.nextInt(out.length() + 1), noise);
    }
    return out.toString();
  }

  /**
   * Without two things that packaging reads otherwise than PEP 508: it takes the comma behind
   * {@code ===} as part of the version, and an underscore as the end of a name.
   */
  private String specifiers() {
    if (chance(5)) {
      return "=== x";
    }
    StringBuilder out = new StringBuilder(pick(List.of("", " ")));
    out.append(pick(List.of(">=1.0", "==1.*", "~=1.2", "<2", "!= 1.0+l", ">1a1")));
    while (chance(35)) {
      out.append(pick(List.of(",", ", ", " , "))).append(pick(List.of("<3", ">0", "!=1.5.*")));
    }
    out.append(chance(5) ? "," : "");
    return chance(20) ? "(" + out + ")" : out.toString();
  }
}
