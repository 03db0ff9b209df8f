package dev.hermetic.core;

/**
 * A file that {@code inject} writes so that the native client finds what was prefetched.
 *
 * @param root below which directory it is written
 * @param path the file, relative to that root
 * @param template its content
 */
public record ProjectFile(Root root, RelPath path, Template template) {
  /** Where a project file is written. */
  public enum Root {
    /** The source tree of the build. */
    SOURCE,
    /** The output directory. */
    OUTPUT
  }

  /** A file of the source tree. */
  public static ProjectFile source(RelPath path, Template template) {
    return new ProjectFile(Root.SOURCE, path, template);
  }

  /** A file of the output directory. */
  public static ProjectFile output(RelPath path, Template template) {
    return new ProjectFile(Root.OUTPUT, path, template);
  }
}
