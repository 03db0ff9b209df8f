package dev.hermetic.core.internal.output;

import dev.hermetic.core.BuildConfig;
import dev.hermetic.core.CancellationToken;
import dev.hermetic.core.InputException;
import dev.hermetic.core.ProjectFile;
import dev.hermetic.core.internal.io.Tasks;
import dev.hermetic.core.internal.manifest.FileEntry;
import dev.hermetic.core.internal.manifest.Section;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One replacement of an output directory: built beside its place while other runs are kept away,
 * and swapped in at the end, or never seen. Begun, committed and closed by one thread; written to
 * by several.
 */
public final class OutputTransaction implements AutoCloseable {
  /** Writes what a stream is given. */
  @FunctionalInterface
  public interface Content {
    /** Writes to the stream, which may be closed. */
    void writeTo(OutputStream out) throws IOException;
  }

  private final OutputDirectory directory;
  private final OutputLock lock;
  private final StagedOutput staged;
  private final KeptSections kept;

  private OutputTransaction(
      OutputDirectory directory, OutputLock lock, StagedOutput staged, KeptSections kept) {
    this.directory = directory;
    this.lock = lock;
    this.staged = staged;
    this.kept = kept;
  }

  /**
   * Waits for other runs, puts right what a crashed one left, and begins.
   *
   * @param source the source tree, which the output must not hold
   * @param replaced the ecosystems of which nothing is kept
   * @throws InputException with code {@code input.output} or {@code input.output-not-ours} when
   *     there is no place for an output
   */
  public static OutputTransaction begin(
      Path output, Path source, Set<String> replaced, CancellationToken token)
      throws IOException, InterruptedException {
    OutputDirectory directory = OutputDirectory.at(output, source);
    OutputLock lock = directory.lock(token);
    try {
      directory.heal();
      directory.checkOurs();
      KeptSections kept = KeptSections.of(directory, replaced);
      return new OutputTransaction(directory, lock, directory.stage(), kept);
    } catch (Throwable failure) {
      lock.close();
      throw failure;
    }
  }

  /** What earlier runs left for other ecosystems, sorted by their ids. */
  public List<Section> keptSections() {
    return kept.sections();
  }

  /** The build configuration of those. */
  public BuildConfig keptConfig() {
    return kept.config();
  }

  /** Writes what a generator makes, and says what it became. */
  public FileEntry write(String path, Content content) throws IOException {
    return staged.write(path, content);
  }

  /** Writes a file and says what it became. */
  public FileEntry write(String path, byte[] content) throws IOException {
    return staged.write(path, content);
  }

  /**
   * Opens a file for writing.
   *
   * @param written is told what it became, when it is closed for the first time
   */
  public OutputStream open(String path, Consumer<FileEntry> written) throws IOException {
    return staged.open(path, written);
  }

  /** The place of a file, whose directory is made when missing. */
  public Path target(String path) throws IOException {
    return staged.target(path);
  }

  /** Gives a file our modification time, which only those may have that share nothing. */
  public void settle(Path file) throws IOException {
    staged.settle(file);
  }

  /**
   * Whether the output in place is already what this one will be, judged as {@code docs/output.md}
   * describes.
   *
   * @param files all of them but the manifest, which has been written
   */
  public boolean isInPlace(List<FileEntry> files) throws IOException {
    return new OutputScan(directory).isIntact(staged, files);
  }

  /**
   * Takes over what this run does not make: the files of other ecosystems, and those that are not
   * ours.
   *
   * @param config says which files an injection may have written into the output
   * @return the files that are not ours, sorted
   */
  public List<String> carry(BuildConfig config, Tasks tasks)
      throws IOException, InterruptedException {
    kept.carry(staged, tasks);
    Set<String> injected = new HashSet<>();
    for (ProjectFile file : config.projectFiles()) {
      if (file.root() == ProjectFile.Root.OUTPUT) {
        injected.add(file.path().value());
      }
    }
    OutputScan scan = new OutputScan(directory);
    List<Path> foreign = scan.foreign(injected);
    scan.carry(foreign, staged);
    return foreign.stream()
        .map(path -> path.toString().replace(path.getFileSystem().getSeparator(), "/"))
        .toList();
  }

  /** Makes what belongs to no ecosystem durable, and puts the output in place. */
  public void commit(Tasks tasks) throws IOException, InterruptedException {
    tasks.each(OutputPaths.COMMON.size(), index -> staged.sync(OutputPaths.COMMON.get(index)));
    directory.replaceBy(staged);
  }

  /** Removes what was not committed, and lets other runs go on. */
  @Override
  public void close() throws IOException {
    try {
      staged.discard();
    } finally {
      lock.close();
    }
  }
}
