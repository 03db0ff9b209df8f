package dev.hermetic.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks an installed pip for its index: its help prints the default of {@code --index-url}, which is
 * the configured one or the one it was made for. It runs in the user's home directory and never in
 * the project.
 */
final class InstalledPip implements Supplier<Optional<String>> {
  private static final long SECONDS = 10;
  private static final int MAX_ANSWER = 1 << 20;
  private static final Pattern DEFAULT =
      Pattern.compile("--index-url <url>[^(]*\\(default:? (https?://[^\\s)]+)\\)");
  private static final List<List<String>> CLIENTS =
      List.of(List.of("pip"), List.of("pip3"), List.of("python3", "-m", "pip"));

  private final Surroundings surroundings;

  InstalledPip(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** The index, empty when there is no pip or it does not answer in ten seconds. */
  @Override
  public Optional<String> get() {
    for (List<String> client : CLIENTS) {
      Optional<String> index = ask(client);
      if (index.isPresent()) {
        return index;
      }
    }
    return Optional.empty();
  }

  private Optional<String> ask(List<String> client) {
    if (surroundings.home().isEmpty()) {
      return Optional.empty();
    }
    List<String> command = new ArrayList<>(client);
    command.addAll(List.of("download", "--help"));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(surroundings.home().get().toFile());
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.putAll(surroundings.variables());
    // Wide enough that no address is broken at the end of a line.
    environment.put("COLUMNS", "4000");
    environment.put("PIP_DISABLE_PIP_VERSION_CHECK", "1");
    try {
      return answer(builder.start());
    } catch (IOException notInstalled) {
      return Optional.empty();
    }
  }

  private static Optional<String> answer(Process process) throws IOException {
    try (InputStream out = process.getInputStream()) {
      process.getOutputStream().close();
      String text = new String(out.readNBytes(MAX_ANSWER), StandardCharsets.UTF_8);
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        return Optional.empty();
      }
      Matcher matcher = DEFAULT.matcher(text);
      // A password is printed as asterisks; such an address is of no use.
      return matcher.find() && !matcher.group(1).contains("****")
          ? Optional.of(matcher.group(1))
          : Optional.empty();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      process.destroyForcibly();
    }
  }
}
