package dev.hermetic.rpm.repodata;

import java.io.IOException;

/** The packages of a repository in the order in which they are listed. */
public interface PackageList {
  /** How many there are. */
  int size();

  /**
   * How much memory one of them may take, in bytes: the size of its file will do. Bounds how many
   * are worked on at a time.
   */
  long weight(int index) throws IOException;

  /** One of them; called once for each, in any order, by several threads. */
  PackageEntry entry(int index) throws IOException;
}
