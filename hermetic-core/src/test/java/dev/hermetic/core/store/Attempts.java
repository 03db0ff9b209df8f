package dev.hermetic.core.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Attempts at one thing in one process of which each meets another fault. Strace counts the calls
 * of each thread and of each kind by themselves, and fails those of one number. So each attempt has
 * a thread of its own, and before that for the fault {@code fsync-3}, say, the thread makes as many
 * harmless calls of fsync as it takes for the third one of the attempt to have that number.
 */
public final class Attempts {
  /** The number of the calls that fail; larger than any attempt makes of one kind. */
  public static final int CALL = 100;

  /** For an attempt without a fault; its thread begins by making a directory of this name. */
  public static final String NO_FAULT = "no-fault";

  /** One attempt. */
  @FunctionalInterface
  public interface Attempt {
    /** Returns the exit code. */
    int make(String fault);
  }

  private final Path directory;
  private final AtomicInteger worst = new AtomicInteger();

  private Attempts(Path directory) {
    this.directory = directory;
  }

  /** Makes the attempts one after the other and returns the largest exit code. */
  public static int run(Path directory, List<String> faults, Attempt attempt)
      throws InterruptedException {
    Attempts attempts = new Attempts(directory);
    for (String fault : faults) {
      Thread thread = new Thread(() -> attempts.make(fault, attempt));
      thread.start();
      thread.join();
    }
    return attempts.worst.get();
  }

  private void make(String fault, Attempt attempt) {
    int code = 255;
    try {
      approach(fault);
      code = attempt.make(fault);
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    } finally {
      worst.accumulateAndGet(code, Math::max);
    }
  }

  private void approach(String fault) throws IOException {
    if (fault.equals(NO_FAULT)) {
      Files.createDirectory(directory.resolve("begin-" + NO_FAULT));
      return;
    }
    int dash = fault.indexOf('-');
    for (int i = Integer.parseInt(fault.substring(dash + 1)); i < CALL; i++) {
      try {
        call(fault.substring(0, dash));
      } catch (FileSystemException asMeant) {
        continue;
      }
    }
  }

  /** Makes one call of a kind; most of them fail, for the lack of a file. */
  private void call(String kind) throws IOException {
    Path missing = directory.resolve("missing");
    switch (kind) {
      case "mkdir" -> Files.createDirectory(directory);
      case "rename" -> Files.move(missing, directory.resolve("x"), StandardCopyOption.ATOMIC_MOVE);
      case "link" -> Files.createLink(directory.resolve("x"), missing);
      case "chmod" ->
          Files.setPosixFilePermissions(missing, PosixFilePermissions.fromString("rw-------"));
      case "utimensat" -> Files.setLastModifiedTime(scratch(), FileTime.fromMillis(0));
      case "unlink" -> Files.delete(scratch());
      case "unlinkat" -> unlinkAt(missing);
      case "write", "pwrite64", "ftruncate", "fsync" -> change(kind);
      default -> throw new IllegalArgumentException(kind);
    }
  }

  private Path scratch() throws IOException {
    Path scratch = directory.resolve("scratch");
    FileChannel.open(scratch, StandardOpenOption.CREATE, StandardOpenOption.WRITE).close();
    return scratch;
  }

  private void unlinkAt(Path missing) throws IOException {
    try (var stream = Files.newDirectoryStream(directory)) {
      ((SecureDirectoryStream<Path>) stream).deleteFile(missing.getFileName());
    }
  }

  private void change(String kind) throws IOException {
    try (FileChannel channel = FileChannel.open(scratch(), StandardOpenOption.WRITE)) {
      switch (kind) {
        case "write" -> channel.write(ByteBuffer.allocate(1));
        case "pwrite64" -> channel.write(ByteBuffer.allocate(1), 0);
        case "ftruncate" -> {
          // Java asks for nothing where the file is short enough already.
          channel.write(ByteBuffer.allocate(1));
          channel.truncate(0);
        }
        default -> channel.force(true);
      }
    }
  }
}
