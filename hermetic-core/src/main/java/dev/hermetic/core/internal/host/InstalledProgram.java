package dev.hermetic.core.internal.host;

import dev.hermetic.core.ClientAnswer;
import dev.hermetic.core.HostContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs a program for what it prints. */
public final class InstalledProgram {
  private static final int MAX_ANSWER = 1 << 20;

  private InstalledProgram() {}

  /** Runs a command where the host allows it; ends it and its children when time is up. */
  public static ClientAnswer ask(
      HostContext host, List<String> command, Map<String, String> variables)
      throws InterruptedException {
    if (!host.asksInstalledClients()) {
      return ClientAnswer.none("may not be asked");
    }
    Optional<Path> home = host.home();
    if (home.isEmpty()) {
      return ClientAnswer.none("is not asked without a home directory");
    }
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(home.get().toFile());
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().clear();
    builder.environment().putAll(host.variables());
    builder.environment().putAll(variables);
    Process process;
    try {
      process = builder.start();
    } catch (IOException notThere) {
      return ClientAnswer.none("is not installed");
    }
    try {
      process.getOutputStream().close();
      return answer(process, host.patience());
    } catch (IOException broken) {
      return ClientAnswer.none("could not be read: " + broken.getMessage());
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  // The pipe is emptied beside the wait: a program that prints more than it holds would never end.
  private static ClientAnswer answer(Process process, Duration patience)
      throws InterruptedException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    Thread reader = new Thread(() -> read(process, printed), "hermetic-client-answer");
    reader.setDaemon(true);
    reader.start();
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      return ClientAnswer.none("did not answer in " + patience.toSeconds() + " s");
    }
    reader.join(1000);
    if (process.exitValue() != 0) {
      return ClientAnswer.none("ended with status " + process.exitValue());
    }
    synchronized (printed) {
      return ClientAnswer.of(printed.toString(StandardCharsets.UTF_8).strip());
    }
  }

  private static void read(Process process, ByteArrayOutputStream printed) {
    byte[] buffer = new byte[8192];
    try (InputStream out = process.getInputStream()) {
      for (int n = out.read(buffer); n >= 0; n = out.read(buffer)) {
        synchronized (printed) {
          printed.write(buffer, 0, Math.min(n, MAX_ANSWER - printed.size()));
        }
      }
    } catch (IOException ended) {
      // The program was ended; what it printed until then is of no use.
      return;
    }
  }
}
