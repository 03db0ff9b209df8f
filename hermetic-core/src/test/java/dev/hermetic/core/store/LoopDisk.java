package dev.hermetic.core.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** A file system in a file, mounted; needs the right to mount. */
final class LoopDisk implements AutoCloseable {
  private final Path image;
  private final Path directory;

  private LoopDisk(Path image, Path directory) {
    this.image = image;
    this.directory = directory;
  }

  /** Makes an ext4 of so many MiB in {@code name.img} and mounts it at {@code name}. */
  static LoopDisk ext4(Path parent, String name, int size) throws Exception {
    Path image = parent.resolve(name + ".img");
    String mebibytes = size + "M";
    if (!run("truncate", "-s", mebibytes, image.toString())
        || !run("mkfs.ext4", "-q", image.toString())) {
      unavailable("cannot make an ext4 file system");
    }
    return mount(image, Files.createDirectory(parent.resolve(name)));
  }

  private static LoopDisk mount(Path image, Path directory) throws Exception {
    if (!run("mount", "-o", "loop", image.toString(), directory.toString())) {
      unavailable("cannot mount a file as file system");
    }
    return new LoopDisk(image, directory);
  }

  private static void unavailable(String why) {
    if ("required".equals(System.getProperty("hermetic.clients"))) {
      Assertions.fail(why);
    }
    Assumptions.abort(why);
  }

  Path directory() {
    return directory;
  }

  /**
   * What a machine finds that loses its power now: what the kernel has not written yet is not in
   * the file, and is lost.
   */
  LoopDisk afterPowerLoss() throws Exception {
    String name = directory.getFileName() + "-after";
    Path copy = Files.copy(image, image.resolveSibling(name + ".img"));
    return mount(copy, Files.createDirectory(directory.resolveSibling(name)));
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
