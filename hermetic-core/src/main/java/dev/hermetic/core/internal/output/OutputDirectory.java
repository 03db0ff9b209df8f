package dev.hermetic.core.internal.output;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.hermetic.core.CancellationToken;
import dev.hermetic.core.InputException;
import dev.hermetic.core.internal.manifest.BuildConfigFile;
import dev.hermetic.core.internal.manifest.Manifest;
import dev.hermetic.core.internal.manifest.Section;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * The directory a run replaces. It is built beside its place and swapped in by renames; a crash
 * between them leaves the earlier output beside its place, from where the next run puts it back.
 */
final class OutputDirectory {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path directory;
  private final Path parent;
  private final String name;

  private OutputDirectory(Path directory, Path parent, String name) {
    this.directory = directory;
    this.parent = parent;
    this.name = name;
  }

  /**
   * The output of a run.
   *
   * @throws InputException with code {@code input.output} when it is no place for an output
   */
  static OutputDirectory at(Path output, Path source) throws IOException {
    Path directory = output.toAbsolutePath().normalize();
    if (Files.exists(directory)) {
      directory = directory.toRealPath();
    }
    Path parent = directory.getParent();
    Path name = directory.getFileName();
    if (parent == null || name == null || source.startsWith(directory)) {
      throw InputException.of(
          "input.output",
          output + " cannot be the output: it is or holds the source tree",
          "choose an own directory for the output");
    }
    return new OutputDirectory(directory, parent, name.toString());
  }

  /** Where it is. */
  Path directory() {
    return directory;
  }

  /** Keeps other runs away, waiting for them first. */
  OutputLock lock(CancellationToken token) throws IOException, InterruptedException {
    Files.createDirectories(parent);
    return OutputLock.take(parent.resolve(name + ".hermetic-lock"), PATIENCE, token);
  }

  /** Removes what a crashed run left, after putting the output back that it had moved aside. */
  void heal() throws IOException {
    for (Path old : siblings(".hermetic-old-")) {
      if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
        Files.move(old, directory, StandardCopyOption.ATOMIC_MOVE);
      } else {
        delete(old);
      }
    }
    for (Path unfinished : siblings(".hermetic-new-")) {
      delete(unfinished);
    }
  }

  /**
   * Makes sure that nothing is lost by replacing the directory.
   *
   * @throws InputException with code {@code input.output-not-ours} when it is not empty and neither
   *     we nor Hermeto made it
   */
  void checkOurs() throws IOException {
    if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS) || isOurs()) {
      return;
    }
    boolean empty = false;
    if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      try (DirectoryStream<Path> content = Files.newDirectoryStream(directory)) {
        empty = !content.iterator().hasNext();
      }
    }
    if (!empty) {
      throw InputException.of(
          "input.output-not-ours",
          directory + " is not empty and no earlier output",
          "choose a directory that is empty or does not exist",
          "or remove it yourself");
    }
  }

  private boolean isOurs() {
    return hasManifest()
        || Files.isRegularFile(directory.resolve(BuildConfigFile.PATH), LinkOption.NOFOLLOW_LINKS);
  }

  boolean hasManifest() {
    return Files.isRegularFile(directory.resolve(Manifest.PATH), LinkOption.NOFOLLOW_LINKS);
  }

  /** What earlier runs left for ecosystems that this run does not touch. */
  List<Section> sections(Predicate<String> wanted) {
    return hasManifest() ? Manifest.read(directory, wanted).sections() : List.of();
  }

  /** Begins a new output beside this one. */
  StagedOutput stage() throws IOException {
    return new StagedOutput(parent.resolve(name + ".hermetic-new-" + UUID.randomUUID()));
  }

  /** Puts a finished output in place; when that fails the earlier one is put back. */
  void replaceBy(StagedOutput staged) throws IOException {
    boolean replaces = Files.exists(directory, LinkOption.NOFOLLOW_LINKS);
    Path old = parent.resolve(name + ".hermetic-old-" + UUID.randomUUID());
    if (replaces) {
      Files.move(directory, old, StandardCopyOption.ATOMIC_MOVE);
    }
    try {
      Files.move(staged.directory(), directory, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      if (replaces) {
        Files.move(old, directory, StandardCopyOption.ATOMIC_MOVE);
      }
      throw failure;
    }
    if (replaces) {
      delete(old);
    }
  }

  private List<Path> siblings(String infix) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> all =
        Files.newDirectoryStream(
            parent, path -> path.getFileName().toString().startsWith(name + infix))) {
      all.forEach(found::add);
    }
    found.sort(null);
    return found;
  }

  private static void delete(Path tree) throws IOException {
    MoreFiles.deleteRecursively(tree, RecursiveDeleteOption.ALLOW_INSECURE);
  }
}
