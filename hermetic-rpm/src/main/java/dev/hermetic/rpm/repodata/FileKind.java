package dev.hermetic.rpm.repodata;

/** What lies at a path of a package. */
public enum FileKind {
  /** A file or symbolic link. */
  FILE(""),
  /** A directory. */
  DIRECTORY("dir"),
  /** Owned but not delivered. */
  GHOST("ghost");

  private final String type;

  FileKind(String type) {
    this.type = type;
  }

  /** The value of the attribute {@code type}, empty for files. */
  String type() {
    return type;
  }
}
