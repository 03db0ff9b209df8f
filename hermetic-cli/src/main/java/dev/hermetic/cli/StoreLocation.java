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
  static Path of(@Nullable String option, Surroundings surroundings) {
    if (option != null) {
      return surroundings.path(option);
    }
    return surroundings
        .variable("HERMETIC_STORE")
        .map(surroundings::path)
        // XDG Base Directory Specification: a relative path there is to be ignored.
        .or(
            () ->
                surroundings
                    .variable("XDG_CACHE_HOME")
                    .map(surroundings::named)
                    .filter(Path::isAbsolute)
                    .map(cache -> cache.resolve("hermetic")))
        .or(() -> surroundings.home().map(home -> home.resolve(".cache").resolve("hermetic")))
        .orElseThrow(
            () ->
                InputException.of(
                    "input.no-store",
                    "no directory for the store: HOME is not set",
                    "give --store DIR or set HERMETIC_STORE"));
  }
}
