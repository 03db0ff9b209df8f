package dev.hermetic.core.internal.injection;

import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.InputException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The path under which a build sees an output. It is put into URLs, JSON, TOML and shell text
 * without quoting, so that characters that mean something in any of them are refused.
 */
public final class BuildPath {
  private static final String REFUSED = "%#?\"\\";
  private static final String LEAVE_OUT = "leave out the characters % # ? \" and \\";

  private BuildPath() {}

  static String checked(String path) {
    boolean absolute = path.startsWith("/") || path.matches("[A-Za-z]:/.*");
    if (!absolute || !isHarmless(path)) {
      throw InputException.of(
          "input.output-dir",
          "'" + path.replaceAll("\\p{Cntrl}", "?") + "' cannot be the output directory of a build",
          "use an absolute path",
          LEAVE_OUT);
    }
    return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private static boolean isHarmless(String path) {
    return path.chars().noneMatch(c -> REFUSED.indexOf(c) >= 0 || Character.isISOControl(c));
  }

  /** What to say of an output whose own path a build cannot use; empty for all others. */
  public static Optional<Diagnostic> finding(Path output) {
    String path = output.toAbsolutePath().normalize().toString();
    if (isHarmless(path.replace(output.getFileSystem().getSeparator(), "/"))) {
      return Optional.empty();
    }
    return Optional.of(
        Diagnostic.warning(
            "output.build-path",
            "'"
                + path.replaceAll("\\p{Cntrl}", "?")
                + "' holds a character that the path of an output in a build cannot have,"
                + " so that nothing can be injected for it",
            "inject for the path that the build sees, if that is another one",
            "or " + LEAVE_OUT));
  }
}
