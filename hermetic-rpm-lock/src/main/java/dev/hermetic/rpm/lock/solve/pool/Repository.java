package dev.hermetic.rpm.lock.solve.pool;

/**
 * Where packages come from.
 *
 * @param id its name; {@link #SYSTEM} for what is installed
 * @param priority higher wins; the opposite of what {@code .repo} files say
 * @param subPriority higher wins between equal versions; the opposite of a {@code .repo} file's
 *     cost
 */
public record Repository(String id, int priority, int subPriority) {
  /** The name of the packages that are installed. */
  public static final String SYSTEM = "@System";

  /** What is installed, with the values of a repository that sets none. */
  public static Repository installed() {
    return configured(SYSTEM, 99, 1000);
  }

  /** A repository with the values of a {@code .repo} file, whose defaults are 99 and 1000. */
  public static Repository configured(String id, int priority, int cost) {
    return new Repository(id, -priority, -cost);
  }

  /** Whether this is what is installed. */
  public boolean isInstalled() {
    return id.equals(SYSTEM);
  }
}
