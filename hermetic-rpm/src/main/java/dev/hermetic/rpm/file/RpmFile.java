package dev.hermetic.rpm.file;

/**
 * A file, directory or link that a package owns, as its header describes it.
 *
 * @param path as in the header: absolute, except in source packages; never used to write a file
 * @param mode type and permissions as in {@code st_mode}, 0 when the header names none
 * @param flags rpm's file flags
 * @param size in bytes
 */
public record RpmFile(String path, int mode, int flags, long size) {
  private static final int TYPE = 0170000;
  private static final int DIRECTORY = 0040000;
  private static final int GHOST = 1 << 6;

  /** Whether it is a directory. */
  public boolean isDirectory() {
    return (mode & TYPE) == DIRECTORY;
  }

  /** Whether the package owns it without bringing it. */
  public boolean isGhost() {
    return (flags & GHOST) != 0;
  }
}
