package dev.hermetic.cli;

import dev.hermetic.core.InputException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the content store lies: option, variable, or the user's cache directory. */
final class StoreLocation {
  private StoreLocation() {}

  /**
   * The directory of the store.
   *
   * @param option what {@code --store} says
   * @throws InputException with code {@code input.no-store} when nothing names one
   */
  static Path of(@Nullable String option, ProcessContext process) {
    if (option != null) {
      return process.path(option);
    }
    return process
        .variable("HERMETIC_STORE")
        .map(process::path)
        // XDG Base Directory Specification: a relative path there is to be ignored.
        .or(
            () ->
                process
                    .variable("XDG_CACHE_HOME")
                    .map(process::named)
                    .filter(Path::isAbsolute)
                    .map(cache -> cache.resolve("hermetic")))
        .or(() -> process.home().map(home -> home.resolve(".cache").resolve("hermetic")))
        .orElseThrow(
            () ->
                InputException.of(
                    "input.no-store",
                    "no directory for the store: HOME is not set",
                    "give --store DIR or set HERMETIC_STORE"));
  }
}
