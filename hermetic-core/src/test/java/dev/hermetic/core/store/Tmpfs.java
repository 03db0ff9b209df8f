package dev.hermetic.core.store;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** A small file system of its own; needs the right to mount. */
public final class Tmpfs implements AutoCloseable {
  private final Path directory;

  private Tmpfs(Path directory) {
    this.directory = directory;
  }

  public static Tmpfs mount(Path directory, String options) throws Exception {
    boolean mounted = run("mount", "-t", "tmpfs", "-o", options, "none", directory.toString());
    if (!mounted) {
      if ("required".equals(System.getProperty("hermetic.clients"))) {
        Assertions.fail("cannot mount a tmpfs");
      }
      Assumptions.abort("cannot mount a tmpfs");
    }
    return new Tmpfs(directory);
  }

  void remount(String options) throws Exception {
    if (!run("mount", "-o", "remount," + options, directory.toString())) {
      throw new IOException("cannot remount " + directory);
    }
  }

  private static boolean run(String... command) throws Exception {
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    } catch (IOException noSuchProgram) {
      return false;
    }
  }

  @Override
  public void close() throws Exception {
    if (!run("umount", directory.toString())) {
      throw new IOException("cannot unmount " + directory);
    }
  }
}
