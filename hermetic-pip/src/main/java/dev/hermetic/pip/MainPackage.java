package dev.hermetic.pip;

import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.Purl;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.Resolution;
import dev.hermetic.core.spi.ResolveContext;
import dev.hermetic.pip.metadata.Pyproject;
import dev.hermetic.pip.metadata.PyprojectReader;
import dev.hermetic.pip.requirement.PackageName;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The project itself, for the bill of materials: by name and version as {@code pyproject.toml},
 * {@code setup.py} or {@code setup.cfg} have them, in Hermeto's order. Nothing is run: of what
 * {@code setup.py} computes nothing is known.
 */
final class MainPackage {
  private static final long MAX_BYTES = 4L << 20;
  private static final String PYPROJECT = "pyproject.toml";

  /** A section of {@code setup.cfg} that people put into the other file. */
  private static final Pattern MISPLACED = Pattern.compile("(?m)^\\[metadata\\]");

  private static final Pattern CALL = Pattern.compile("\\bsetup\\(");
  private static final Pattern SECTION =
      Pattern.compile("(?ms)^\\[metadata\\][^\\n]*\\n(.*?)(?=^\\[|\\z)");

  private record Named(String name, String version) {}

  private final ResolveContext context;
  private final RelPath directory;

  private MainPackage(ResolveContext context, RelPath directory) {
    this.context = context;
    this.directory = directory;
  }

  /**
   * The component of a project.
   *
   * @return empty when no file says its name
   * @throws IOException when reading fails
   */
  static Optional<Resolution.Component> of(ResolveContext context, RelPath directory)
      throws IOException {
    MainPackage main = new MainPackage(context, directory);
    Optional<Named> named = main.pyproject();
    if (named.isEmpty()) {
      named = main.setupPy();
    }
    if (named.isEmpty()) {
      named = main.setupCfg();
    }
    return named.map(known -> component(known, directory));
  }

  private static Resolution.Component component(Named known, RelPath directory) {
    String name = PackageName.of(known.name()).toString();
    Purl purl = Purl.of("pypi", "", name, known.version());
    return Resolution.Component.of(purl.withSubpath(directory), Map.of());
  }

  private Optional<Named> pyproject() throws IOException {
    Optional<String> text = text(PYPROJECT);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    RelPath file = directory.resolve(PYPROJECT);
    try {
      Pyproject project = PyprojectReader.read(file, text.get());
      if (!project.hasProject() && MISPLACED.matcher(text.get()).find()) {
        context.report(
            Diagnostic.warning(
                    "pip.project-metadata",
                    "[metadata] is a section of setup.cfg and means nothing here",
                    "name the project under [project] (PEP 621)")
                .at(Location.of(file)));
      }
      return named(project.name(), project.version());
    } catch (LockfileException malformed) {
      context.report(
          Diagnostic.warning(
              "pip.project-metadata",
              malformed.getMessage() + "; the project is left out of the bill of materials",
              "correct the file"));
      return Optional.empty();
    }
  }

  /** The texts that a call of {@code setup} is given literally. */
  private Optional<Named> setupPy() throws IOException {
    Optional<String> text = text("setup.py");
    Matcher call = CALL.matcher(text.orElse(""));
    if (!call.find()) {
      return Optional.empty();
    }
    String arguments = text.get().substring(call.end());
    return named(argument(arguments, "name"), argument(arguments, "version"));
  }

  private static Optional<String> argument(String arguments, String name) {
    Matcher literal =
        Pattern.compile("\\b" + name + "\\s{0,10}=\\s{0,10}(?:'([^'\\n]*)'|\"([^\"\\n]*)\")")
            .matcher(arguments);
    return literal.find()
        ? Optional.of(literal.group(1) == null ? literal.group(2) : literal.group(1))
        : Optional.empty();
  }

  private Optional<Named> setupCfg() throws IOException {
    Matcher section = SECTION.matcher(text("setup.cfg").orElse(""));
    if (!section.find()) {
      return Optional.empty();
    }
    String keys = section.group(1);
    return named(key(keys, "name"), key(keys, "version").filter(v -> !v.matches("(attr|file):.*")));
  }

  private static Optional<String> key(String section, String name) {
    Matcher line = Pattern.compile("(?m)^" + name + "[ \\t]*[=:][ \\t]*(\\S+)").matcher(section);
    return line.find() ? Optional.of(line.group(1)) : Optional.empty();
  }

  private static Optional<Named> named(Optional<String> name, Optional<String> version) {
    return name.filter(PackageName::isValid).map(n -> new Named(n, version.orElse("")));
  }

  private Optional<String> text(String name) throws IOException {
    RelPath file = directory.resolve(name);
    if (!context.source().isFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(context.source().readText(file, MAX_BYTES).replace("\r\n", "\n"));
    } catch (LockfileException unreadable) {
      context.report(
          Diagnostic.warning(
              "pip.project-metadata", String.valueOf(unreadable.getMessage()), "correct the file"));
      return Optional.empty();
    }
  }
}
