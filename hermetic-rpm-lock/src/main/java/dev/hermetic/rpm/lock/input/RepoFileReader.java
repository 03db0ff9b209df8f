package dev.hermetic.rpm.lock.input;

import dev.hermetic.core.InputException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.SourceTree;
import dev.hermetic.core.spi.SourceFile;
import java.io.IOException;
import java.util.List;

/** Reads {@code .repo} files: a section is a repository. */
public final class RepoFileReader {
  /** The largest file, in bytes; also for files that are fetched. */
  public static final int MAX_BYTES = 4 << 20;

  private RepoFileReader() {}

  /**
   * The repositories of a file of the source tree, disabled ones included.
   *
   * @throws dev.hermetic.core.LockfileException with code {@code rpm.repo-file}, the only fault
   * @throws dev.hermetic.core.PrefetchFailedException with all faults
   * @throws IOException when the file cannot be read
   */
  public static List<RepoSection> read(SourceTree source, RelPath file) throws IOException {
    return parse(file, SourceFile.read(source, file, MAX_BYTES).text());
  }

  /**
   * The same for a text that was fetched.
   *
   * @param shown what the text is called in messages, see {@link #shown}
   */
  public static List<RepoSection> parse(RelPath shown, String text) {
    return IniReader.read(shown, text).stream()
        // Settings of dnf itself, which no repository is.
        .filter(section -> !section.id().equals("main"))
        .toList();
  }

  /** What the text behind a URL is called in messages: host and path. */
  public static RelPath shown(SafeUri url) {
    try {
      String path = url.uri().getPath() == null ? "" : url.uri().getPath();
      return RelPath.of(url.host() + "/" + path);
    } catch (InputException unusual) {
      return RelPath.of("fetched.repo");
    }
  }
}
