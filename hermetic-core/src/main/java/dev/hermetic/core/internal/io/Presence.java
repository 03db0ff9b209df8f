package dev.hermetic.core.internal.io;

import java.nio.file.FileSystems;
import java.nio.file.Path;

/** Whether something is there, asked without an exception for the answer no. */
public final class Presence {
  private Presence() {}

  /**
   * Whether a file or directory is certainly not there. A link that leads nowhere counts as not
   * there. {@code java.nio.file} throws to say so, which where most answers are no, as in a first
   * run, costs more than all system calls for the file.
   *
   * @return false also when the file system cannot be asked this way
   */
  public static boolean isAbsent(Path path) {
    return path.getFileSystem() == FileSystems.getDefault() && !path.toFile().exists();
  }
}
