package dev.hermetic.core.spi;

import dev.hermetic.core.Detected;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SourceTree;
import java.io.IOException;
import java.util.List;

/**
 * Optional service: which files of a source tree an ecosystem locks with, so that it is found
 * without being named. Found like a {@link Resolver}; stateless, called from any thread.
 */
public interface LockfileDetector {
  /** The ecosystem, as in {@link Resolver#ecosystem()}. */
  String ecosystem();

  /** The names of the files that it looks for, in the order of preference; for help texts. */
  List<String> fileNames();

  /**
   * Looks into one directory, not below it.
   *
   * @param directory relative to the source tree
   * @return what is there, the file that the client would use first; empty when there is nothing
   * @throws IOException when reading fails
   */
  List<Detected> detect(SourceTree tree, RelPath directory) throws IOException;
}
