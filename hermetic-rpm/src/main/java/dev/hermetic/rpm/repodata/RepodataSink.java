package dev.hermetic.rpm.repodata;

import java.io.IOException;
import java.io.OutputStream;

/** Where the files of a repository's metadata are written. */
@FunctionalInterface
public interface RepodataSink {
  /**
   * Opens a file for writing; several are open at the same time. The writer closes it.
   *
   * @param name the name within {@code repodata}: {@code primary.xml.gz}
   */
  OutputStream open(String name) throws IOException;
}
