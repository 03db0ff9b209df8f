package dev.hermetic.rpm.lock.solve;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What dnf and we are asked about: repositories, what is installed, and requests. */
interface MadeWorld {
  /** Writes the repositories into a directory; returns what dnf is to be told, for JSON. */
  Map<String, Object> write(Path directory) throws IOException;

  /** The requests, in the order of the answers. */
  List<?> requests();
}
