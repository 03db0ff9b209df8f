package dev.hermetic.core.internal.engine;

import dev.hermetic.core.HermeticException;
import dev.hermetic.core.HttpSettings;
import dev.hermetic.core.PrefetchReport;
import dev.hermetic.core.store.Attempts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Runs in prepared labs, {@code <directory> <faults>}, of which each does all of its work in one
 * thread.
 */
final class OutputFaultsProcess {
  /** A failure that the run explained. */
  static final int NAMED = 12;

  private static final int BROKEN = 13;

  private OutputFaultsProcess() {}

  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[0]);
    List<String> faults = List.of(arguments).subList(1, arguments.length);
    System.exit(Attempts.run(directory, faults, fault -> tried(directory.resolve(fault))));
  }

  static Lab lab(Path root) throws Exception {
    HttpSettings oneThread =
        HttpSettings.builder()
            .connections(1, 1)
            .retries(1, Duration.ofMillis(1), Duration.ofMillis(1))
            .build();
    return new Lab(root, root.resolve("store"), oneThread);
  }

  private static int tried(Path root) {
    try (Lab lab = lab(root)) {
      PrefetchReport report = lab.run("x-one", ".");
      return report.entries().isEmpty() ? BROKEN : 0;
    } catch (HermeticException explained) {
      return NAMED;
    } catch (Throwable bug) {
      bug.printStackTrace();
      return BROKEN;
    }
  }
}
