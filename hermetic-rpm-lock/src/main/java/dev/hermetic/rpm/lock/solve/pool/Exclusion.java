package dev.hermetic.rpm.lock.solve.pool;

/** Why a package that a repository has is not to be considered. */
public enum Exclusion {
  /** {@code excludepkgs} names it, or {@code includepkgs} does not. */
  EXCLUDED("exclude filtering"),
  /** It is of a module stream that is not active, or one that is active takes its name. */
  MODULAR("modular filtering");

  private final String words;

  Exclusion(String words) {
    this.words = words;
  }

  /** As DNF calls it. */
  public String words() {
    return words;
  }
}
