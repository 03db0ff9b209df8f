package dev.hermetic.core.internal.injection;

import dev.hermetic.core.InputException;

/**
 * The path under which a build sees an output. It is put into URLs, JSON, TOML and shell text
 * without quoting, so that characters that mean something in any of them are refused.
 */
final class BuildPath {
  private BuildPath() {}

  static String checked(String path) {
    boolean absolute = path.startsWith("/") || path.matches("[A-Za-z]:/.*");
    boolean harmless =
        path.chars().noneMatch(c -> "%#?\"\\".indexOf(c) >= 0 || Character.isISOControl(c));
    if (!absolute || !harmless) {
      throw InputException.of(
          "input.output-dir",
          "'" + path.replaceAll("\\p{Cntrl}", "?") + "' cannot be the output directory of a build",
          "use an absolute path",
          "leave out the characters % # ? \" and \\");
    }
    return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
