package dev.hermetic.core;

/**
 * An environment variable of the build.
 *
 * @param name the name
 * @param value the value; may refer to {@code ${output_dir}} and to other variables of the same
 *     build configuration
 */
public record EnvVar(String name, Template value) {
  /**
   * Checks the name.
   *
   * @throws InputException with code {@code input.env-name} when it is not of the form {@code
   *     [A-Za-z_][A-Za-z0-9_]*}
   */
  public EnvVar {
    if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      throw InputException.of(
          "input.env-name",
          "'" + PrintableText.text(name) + "' is not a name of an environment variable");
    }
  }

  /** A variable from plain texts. */
  public static EnvVar of(String name, String template) {
    return new EnvVar(name, new Template(template));
  }
}
