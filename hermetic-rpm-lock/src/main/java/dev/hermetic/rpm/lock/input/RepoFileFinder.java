package dev.hermetic.rpm.lock.input;

import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PrintableText;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SourceTree;
import dev.hermetic.rpm.lock.solve.request.Glob;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Finds the {@code .repo} files of the source tree that the input names. */
public final class RepoFileFinder {
  private static final int MOST = 10_000;

  private final SourceTree source;
  private final LocatedText location;
  private int looked;

  private RepoFileFinder(SourceTree source, LocatedText location) {
    this.source = source;
    this.location = location;
  }

  /**
   * The files that a path or a glob names, sorted. Paths are relative to the input; an absolute one
   * must lie in the source tree. As in the shell, {@code *} does not match a leading dot, nor a
   * {@code /}.
   *
   * @param input the file that holds the location
   * @throws LockfileException with code {@code lockfile.missing} when there is none, {@code
   *     rpm.in-path} when the path leads out of the project
   * @throws IOException when a directory cannot be read
   */
  public static List<RelPath> find(SourceTree source, RelPath input, LocatedText location)
      throws IOException {
    LocatedText inside = inside(source, location);
    RelPath from = inside == location ? input : RelPath.of("x");
    if (!Glob.isGlob(inside.text())) {
      RelPath file = InputPaths.resolve(from, inside);
      source.locate(file);
      return List.of(file);
    }
    RepoFileFinder finder = new RepoFileFinder(source, location);
    List<RelPath> found = List.of(RelPath.ROOT);
    for (String segment : InputPaths.segments(from, inside)) {
      found = finder.children(found, segment);
    }
    List<RelPath> files = found.stream().filter(source::isFile).toList();
    if (files.isEmpty()) {
      throw LockfileException.of(
          "lockfile.missing",
          location.at(),
          "no file matches " + PrintableText.quoted(location.text()),
          "name existing files");
    }
    return files;
  }

  /** An absolute path of the source tree becomes relative to its root. */
  private static LocatedText inside(SourceTree source, LocatedText location) {
    String root = source.root() + "/";
    return location.text().startsWith(root)
        ? new LocatedText(location.at(), location.text().substring(root.length()))
        : location;
  }

  private List<RelPath> children(List<RelPath> directories, String segment) throws IOException {
    if (!Glob.isGlob(segment)) {
      return directories.stream().map(directory -> directory.resolve(segment)).toList();
    }
    Glob glob = Glob.of(segment);
    List<RelPath> found = new ArrayList<>();
    for (RelPath directory : directories) {
      if (source.isDirectory(directory)) {
        for (String name : names(directory)) {
          if (glob.matches(name) && (segment.startsWith(".") || !name.startsWith("."))) {
            found.add(directory.resolve(name));
          }
        }
      }
    }
    return found;
  }

  private TreeSet<String> names(RelPath directory) throws IOException {
    TreeSet<String> names = new TreeSet<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory.under(source.root()))) {
      for (Path entry : entries) {
        if (++looked > MOST) {
          throw LockfileException.of(
              "rpm.in-path",
              location.at(),
              PrintableText.quoted(location.text()) + " looks at more than " + MOST + " files",
              "name the files, or a directory that holds nothing else");
        }
        names.add(String.valueOf(entry.getFileName()));
      }
    }
    return names;
  }
}
