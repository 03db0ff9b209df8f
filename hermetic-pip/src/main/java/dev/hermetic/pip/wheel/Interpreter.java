package dev.hermetic.pip.wheel;

import dev.hermetic.pip.version.Version;
import java.util.ArrayList;
import java.util.List;

/**
 * A Python interpreter.
 *
 * @param kind CPython or PyPy
 * @param version the full version: {@code 3.12.4}
 * @param freeThreaded whether it is a build without the global lock (PEP 703), CPython only
 */
public record Interpreter(Kind kind, Version version, boolean freeThreaded) {
  /** The implementation. */
  public enum Kind {
    /** The reference implementation. */
    CPYTHON("cp", "cpython", "CPython"),
    /** PyPy of the series 7.3. */
    PYPY("pp", "pypy", "PyPy");

    private final String prefix;
    private final String markerName;
    private final String properName;

    Kind(String prefix, String markerName, String properName) {
      this.prefix = prefix;
      this.markerName = markerName;
      this.properName = properName;
    }

    String prefix() {
      return prefix;
    }

    /** {@code implementation_name}. */
    String markerName() {
      return markerName;
    }

    /** {@code platform_python_implementation}. */
    String properName() {
      return properName;
    }
  }

  /** The version without dots: {@code 312}. */
  private String digits(int minor) {
    return version.major() + Integer.toString(minor);
  }

  /** The tag of the interpreter: {@code cp312}. */
  String tag() {
    return kind.prefix() + digits(version.minor());
  }

  /** The tag of its own binary interface: {@code cp312}, {@code cp313t}, {@code pypy310_pp73}. */
  String abi() {
    if (kind == Kind.PYPY) {
      return "pypy" + digits(version.minor()) + "_pp73";
    }
    boolean pymalloc = version.major() == 3 && version.minor() < 8;
    return tag() + (freeThreaded ? "t" : "") + (pymalloc ? "m" : "");
  }

  /** All tags, best first, in the order of Python's packaging library. */
  List<Tag> tags(List<String> platforms) {
    List<Tag> tags = new ArrayList<>();
    if (kind == Kind.CPYTHON) {
      String stable = freeThreaded ? "abi3t" : "abi3";
      add(tags, tag(), List.of(abi(), stable, "none"), platforms);
      for (int minor = version.minor() - 1; minor >= 2; minor--) {
        add(tags, "cp" + digits(minor), List.of(stable), platforms);
      }
    } else {
      add(tags, tag(), List.of(abi(), "none"), platforms);
    }
    List<String> languages = languages();
    languages.forEach(language -> add(tags, language, List.of("none"), platforms));
    tags.add(new Tag(kind == Kind.CPYTHON ? tag() : "pp3", "none", "any"));
    languages.forEach(language -> tags.add(new Tag(language, "none", "any")));
    return tags;
  }

  private static void add(
      List<Tag> tags, String interpreter, List<String> abis, List<String> platforms) {
    for (String abi : abis) {
      platforms.forEach(platform -> tags.add(new Tag(interpreter, abi, platform)));
    }
  }

  /** {@code py312}, {@code py3}, {@code py311} and so on down to {@code py30}. */
  private List<String> languages() {
    List<String> languages = new ArrayList<>();
    languages.add("py" + digits(version.minor()));
    languages.add("py" + version.major());
    for (int minor = version.minor() - 1; minor >= 0; minor--) {
      languages.add("py" + digits(minor));
    }
    return languages;
  }

  /** The version with its patch number: {@code 3.12.0}. */
  String fullVersion() {
    return version.releaseLength() < 3
        ? version.toString().replaceFirst("^[0-9]+\\.[0-9]+", "$0.0")
        : version.toString();
  }

  /** As in the name of a target: {@code cp312}, or {@code cp3.12.4} where there is more to say. */
  @Override
  public String toString() {
    boolean first = version.equals(Version.parse(version.major() + "." + version.minor()));
    String shown = first ? digits(version.minor()) : fullVersion();
    return kind.prefix() + shown + (freeThreaded ? "t" : "");
  }
}
