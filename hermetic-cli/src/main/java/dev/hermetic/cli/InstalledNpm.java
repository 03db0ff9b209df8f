package dev.hermetic.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Asks an installed npm for its registry. It runs in the user's home directory and never in the
 * project, whose {@code .npmrc} has been read already.
 */
final class InstalledNpm implements Supplier<Optional<String>> {
  private static final long SECONDS = 5;
  private static final int MAX_ANSWER = 4096;

  private final Surroundings surroundings;

  InstalledNpm(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** The registry, empty when there is no npm or it does not answer in five seconds. */
  @Override
  public Optional<String> get() {
    if (surroundings.home().isEmpty()) {
      return Optional.empty();
    }
    ProcessBuilder builder = new ProcessBuilder("npm", "config", "get", "registry");
    builder.directory(surroundings.home().get().toFile());
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.putAll(surroundings.variables());
    environment.put("NO_UPDATE_NOTIFIER", "1");
    try {
      return answer(builder.start());
    } catch (IOException notInstalled) {
      return Optional.empty();
    }
  }

  private static Optional<String> answer(Process process) throws IOException {
    try (InputStream out = process.getInputStream()) {
      // The answer fits the pipe's buffer, so npm can end before it is read.
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        return Optional.empty();
      }
      String text = new String(out.readNBytes(MAX_ANSWER), StandardCharsets.UTF_8).strip();
      return text.isEmpty() || text.equals("undefined") ? Optional.empty() : Optional.of(text);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      process.destroyForcibly();
    }
  }
}
