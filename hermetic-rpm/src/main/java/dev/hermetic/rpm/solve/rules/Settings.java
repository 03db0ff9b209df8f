package dev.hermetic.rpm.solve.rules;

/**
 * How to solve; what is not here is as in DNF 4.
 *
 * @param weakDependencies whether recommended and supplementing packages are installed
 */
public record Settings(boolean weakDependencies) {
  /** As DNF 4 does unless told otherwise. */
  public static final Settings DEFAULT = new Settings(true);
}
