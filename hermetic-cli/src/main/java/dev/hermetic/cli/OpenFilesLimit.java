package dev.hermetic.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many connections fit into a low limit of open files; Linux tells it in a file (proc(5)). */
final class OpenFilesLimit {
  private static final Path LIMITS = Path.of("/proc/self/limits");
  private static final Pattern SOFT = Pattern.compile("(?m)^Max open files +([0-9]{1,9}) ");

  /** From here on the default number of connections fits. */
  private static final int ENOUGH = 160;

  /** What Java, its class path, the store and its locks keep open. */
  private static final int KEPT_OPEN = 54;

  /** A connection, the file it fills, and files open for a moment. */
  private static final int PER_CONNECTION = 4;

  private OpenFilesLimit() {}

  /** The most connections, where the limit of this process is low. */
  static Optional<Integer> connections() {
    try {
      return Files.isReadable(LIMITS)
          ? connections(Files.readString(LIMITS, StandardCharsets.ISO_8859_1))
          : Optional.empty();
    } catch (IOException unknown) {
      // Then the limit will show when it is met.
      return Optional.empty();
    }
  }

  static Optional<Integer> connections(String limits) {
    Matcher soft = SOFT.matcher(limits);
    return soft.find() && Integer.parseInt(soft.group(1)) < ENOUGH
        ? Optional.of(Math.max(1, (Integer.parseInt(soft.group(1)) - KEPT_OPEN) / PER_CONNECTION))
        : Optional.empty();
  }
}
