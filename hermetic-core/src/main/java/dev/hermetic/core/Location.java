package dev.hermetic.core;

import java.io.Serializable;

/**
 * A place in a file of the source tree.
 *
 * @param file the file, relative to the source tree
 * @param line the line, counted from 1; 0 means the whole file
 */
public record Location(RelPath file, int line) implements Comparable<Location>, Serializable {
  /** Checks the line. */
  public Location {
    if (line < 0) {
      throw new IllegalArgumentException("negative line " + line);
    }
  }

  /** The whole file. */
  public static Location of(RelPath file) {
    return new Location(file, 0);
  }

  // Those that the JVM makes are linked at run time, which takes longer than most runs compare.
  @Override
  public boolean equals(@org.jspecify.annotations.Nullable Object other) {
    return other instanceof Location that && line == that.line && file.equals(that.file);
  }

  @Override
  public int hashCode() {
    return 31 * file.hashCode() + line;
  }

  @Override
  public int compareTo(Location other) {
    int byFile = file.compareTo(other.file);
    return byFile != 0 ? byFile : Integer.compare(line, other.line);
  }

  /** {@code ui/package-lock.json:812}, or the file alone for line 0. */
  @Override
  public String toString() {
    return line == 0 ? file.value() : file.value() + ":" + line;
  }
}
