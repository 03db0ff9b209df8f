package dev.hermetic.rpm.lock.solve.rules;

import java.util.Set;

/**
 * Something that is asked for.
 *
 * @param kind what to do
 * @param packages with which, ascending; for {@link Kind#INSTALL} one of them
 * @param modifiers how
 * @param text what people asked for, for explanations
 */
public record Job(Kind kind, int[] packages, Set<Modifier> modifiers, String text) {
  /** Copies what can change. */
  public Job {
    packages = packages.clone();
    modifiers = Set.copyOf(modifiers);
  }

  /** What to do. */
  public enum Kind {
    /** Install one of the packages. */
    INSTALL,
    /**
     * Keep clauses: the packages are literals, negative for what is not installed; a 0 ends each
     * clause.
     */
    CONDITION,
    /** Have none of the packages. */
    ERASE,
    /** Upgrade the installed ones among the packages; without any, upgrade to the packages. */
    UPDATE,
    /** Leave the packages as they are. */
    LOCK,
    /** Let the packages stand beside others of their name. */
    MULTIVERSION,
    /** Allow that the installed packages go. */
    ALLOW_UNINSTALL,
    /** Never take the packages for a weak dependency. */
    EXCLUDE_FROM_WEAK
  }

  /** How to do it. */
  public enum Modifier {
    /** Only the best version will do. */
    BEST,
    /** Rather fail than fail the others. */
    WEAK,
    /** The architecture was named: inferior ones are fine. */
    SET_ARCH,
    /** The version was named: older ones are fine. */
    SET_EVR,
    /** The name was named. */
    SET_NAME,
    /** The packages are what to upgrade to. */
    TARGETED,
    /** It is about all packages. */
    ALL,
    /** An install of nothing is an error rather than nothing to do. */
    NEEDED
  }

  /** Whether it is done in a certain way. */
  public boolean has(Modifier modifier) {
    return modifiers.contains(modifier);
  }

  @Override
  public int[] packages() {
    return packages.clone();
  }

  int count() {
    return packages.length;
  }

  int at(int index) {
    return packages[index];
  }
}
