package dev.hermetic.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Names the content store. */
final class StoreOption {
  @Option(
      names = "--store",
      paramLabel = "DIR",
      description =
          "The content store (default: HERMETIC_STORE, else hermetic in the user's cache directory).")
  private @Nullable String store;

  Path directory(ProcessContext process) {
    return StoreLocation.of(store, process);
  }
}
