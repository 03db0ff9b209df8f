package dev.hermetic.core.store;

import java.nio.file.Path;

/** A content store in a directory of a local or shared file system. */
public final class FileContentStore {
  private FileContentStore() {}

  /** Opens the store in a directory, which is made when missing. */
  public static ContentStore open(Path directory) {
    throw new IllegalStateException();
  }
}
