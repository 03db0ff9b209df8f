package dev.hermetic.core.store;

import dev.hermetic.core.Digest;
import dev.hermetic.core.StoreException;
import java.io.File;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** A process of its own that uses a store: {@code <command> <store> <file> [count]}. */
final class StagingProcess {
  /** More than a buffer holds. */
  static final int SIZE = 300_000;

  /** Less than a buffer holds. */
  static final int SMALL_SIZE = 30_000;

  static final int HELD = 10;
  static final int FREE = 11;

  /** A failure that the store explained. */
  static final int NAMED = 12;

  /** Another failure. */
  static final int BROKEN = 13;

  private StagingProcess() {}

  static Process start(String... arguments) throws Exception {
    return new ProcessBuilder(command(arguments)).inheritIO().start();
  }

  static List<String> command(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx64m");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-XX:-UsePerfData");
    command.add("-XX:+UseSerialGC");
    command.add("-cp");
    command.add(root(FileContentStore.class) + File.pathSeparator + root(StagingProcess.class));
    command.add(StagingProcess.class.getName());
    command.addAll(List.of(arguments));
    return command;
  }

  /** Where a class lies; on the module path no property tells the class path. */
  private static Path root(Class<?> type) throws Exception {
    Path at = Path.of(type.getResource(type.getSimpleName() + ".class").toURI());
    for (int i = type.getName().split("\\.").length; i > 0; i--) {
      at = at.getParent();
    }
    return at;
  }

  public static void main(String[] arguments) throws Exception {
    if (arguments[0].equals("attempts")) {
      System.exit(attempts(arguments));
    }
    if (arguments[0].equals("publish")) {
      byte[] content = content(0, Integer.parseInt(arguments[2]));
      System.exit(tried(Path.of(arguments[1]), store -> publish(store, content)));
    }
    if (arguments[0].equals("find")) {
      System.exit(tried(Path.of(arguments[1]), StagingProcess::find));
    }
    Path file = Path.of(arguments[2]);
    try (ContentStore store = FileContentStore.open(Path.of(arguments[1]))) {
      switch (arguments[0]) {
        case "stage" -> stageAll(store, file, Integer.parseInt(arguments[3]));
        case "stall" -> stall(store, file);
        case "probe" -> System.exit(isHeld(Path.of(arguments[1]), arguments[3]) ? HELD : FREE);
        case "use" -> {
          Files.writeString(file, "ready");
          Thread.sleep(Long.MAX_VALUE);
        }
        default -> throw new IllegalArgumentException(arguments[0]);
      }
    }
  }

  /** {@code attempts <directory> <size> <faults>}: publishes into stores below a directory. */
  private static int attempts(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[1]);
    byte[] content = content(0, Integer.parseInt(arguments[2]));
    List<String> faults = List.of(arguments).subList(3, arguments.length);
    return Attempts.run(
        directory,
        faults,
        fault -> tried(directory.resolve(fault), store -> publish(store, content)));
  }

  /** What is done with a store. */
  private interface Action {
    /** Returns the exit code. */
    int apply(ContentStore store) throws Exception;
  }

  private static int publish(ContentStore store, byte[] content) throws Exception {
    Contents.publish(store, "k", content);
    return 0;
  }

  private static int find(ContentStore store) throws Exception {
    return store.find(Contents.sha256(content(0))).isPresent() ? 0 : FREE;
  }

  private static int tried(Path directory, Action action) {
    try (ContentStore store = FileContentStore.open(directory)) {
      return action.apply(store);
    } catch (StoreException explained) {
      return NAMED;
    } catch (Throwable bug) {
      bug.printStackTrace();
      return BROKEN;
    }
  }

  private static boolean isHeld(Path directory, String name) throws Exception {
    return StoreSession.join(StoreLayout.in(directory)).keys().tryAcquire(name).isEmpty();
  }

  static byte[] content(int number) {
    return content(number, SIZE);
  }

  static byte[] content(int number, int size) {
    byte[] content = new byte[size];
    new Random(number).nextBytes(content);
    return content;
  }

  private static void stageAll(ContentStore store, Path log, int count) throws Exception {
    for (int number = 0; number < count; number++) {
      byte[] content = content(number);
      Digest sha256 = Contents.sha256(content);
      if (store.find(sha256).isPresent()) {
        continue;
      }
      try (Staging staging = store.stage(sha256.toString(), Set.of(Digest.Algorithm.SHA512))) {
        if (store.find(sha256).isEmpty()) {
          Contents.write(staging.restart(), content);
          staging.publish();
          // One append of one short line is atomic.
          Files.write(
              log,
              (sha256.hex() + "\n").getBytes(StandardCharsets.US_ASCII),
              StandardOpenOption.CREATE,
              StandardOpenOption.APPEND);
        }
      }
    }
  }

  private static void stall(ContentStore store, Path ready) throws Exception {
    try (Staging staging = store.stage("stalled", Set.of())) {
      staging.validator("v1");
      OutputStream out = staging.append();
      out.write(content(0), 0, SIZE / 2);
      out.flush();
      Files.writeString(ready, "ready");
      Thread.sleep(Long.MAX_VALUE);
    }
  }
}
