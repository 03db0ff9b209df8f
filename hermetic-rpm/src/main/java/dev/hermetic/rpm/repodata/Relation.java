package dev.hermetic.rpm.repodata;

/** How a dependency compares versions; the names are those of {@code flags} in primary.xml. */
public enum Relation {
  /** Any version. */
  ANY,
  /** Lower. */
  LT,
  /** Higher. */
  GT,
  /** Equal. */
  EQ,
  /** Lower or equal. */
  LE,
  /** Higher or equal. */
  GE
}
