package dev.hermetic.core.internal.engine;

import dev.hermetic.core.Detected;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.InputException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SourceTree;
import dev.hermetic.core.spi.LockfileDetector;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Asks the detectors what lies in a directory. */
final class Detection {
  private Detection() {}

  /** What all of them find, in the order of their ecosystems' ids. */
  static List<Detected> in(SourceTree tree, RelPath directory, List<LockfileDetector> detectors) {
    List<Detected> found = new ArrayList<>();
    for (LockfileDetector detector : detectors) {
      try {
        found.addAll(detector.detect(tree, directory));
      } catch (HermeticException known) {
        throw known;
      } catch (IOException unreadable) {
        throw InputException.builder("input.source")
            .subject(directory.value())
            .message(directory + " cannot be read: " + unreadable)
            .cause(unreadable)
            .hints("check its permissions")
            .build();
      } catch (RuntimeException fault) {
        String ecosystem = detector.ecosystem();
        throw Failures.ofPlugin(ecosystem, ecosystem + ": the detector failed", fault);
      }
    }
    return found;
  }
}
