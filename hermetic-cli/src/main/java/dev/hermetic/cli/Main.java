package dev.hermetic.cli;

import dev.hermetic.core.CancellationToken;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The entry point of the {@code hermetic} command. */
public final class Main {
  private static final long SOFT_STOP_MILLIS = 500;
  private static final long HARD_STOP_MILLIS = 1500;

  private Main() {}

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] args) {
    PrintStream out = stream(FileDescriptor.out);
    if (args.length == 1 && (args[0].equals("--version") || args[0].equals("-V"))) {
      // Answered before the option parser is loaded: this is what scripts ask first.
      out.println(Version.line());
      out.flush();
      return;
    }
    CancellationToken cancellation = new CancellationToken();
    CountDownLatch finished = new CountDownLatch(1);
    stopOnSignals(cancellation, finished);
    Map<String, String> variables = new TreeMap<>(System.getenv());
    Surroundings surroundings =
        new Surroundings(
            variables,
            Path.of("").toAbsolutePath(),
            out,
            stream(FileDescriptor.err),
            System.console() != null && !"dumb".equals(variables.get("TERM")),
            cancellation);
    int code = delivered(HermeticCommand.execute(surroundings, args), surroundings);
    finished.countDown();
    System.exit(code);
  }

  /** A result that nobody got is no success: a full disk behind a redirection, for example. */
  private static int delivered(int code, Surroundings surroundings) {
    if (!surroundings.out().checkError() || code != ExitCode.OK) {
      return code;
    }
    surroundings.err().println("error: standard output cannot be written [local.io]");
    return ExitCode.LOCAL;
  }

  /**
   * On SIGINT and SIGTERM the run is asked to stop and given two seconds; the JVM then ends with
   * 130 or 143. At a normal exit the latch is already down and the hook does nothing.
   */
  private static void stopOnSignals(CancellationToken cancellation, CountDownLatch finished) {
    Thread main = Thread.currentThread();
    Thread hook =
        new Thread(
            () -> {
              if (finished.getCount() == 0) {
                return;
              }
              cancellation.cancel();
              try {
                if (!finished.await(SOFT_STOP_MILLIS, TimeUnit.MILLISECONDS)) {
                  main.interrupt();
                  finished.await(HARD_STOP_MILLIS, TimeUnit.MILLISECONDS);
                }
              } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
              }
            },
            "hermetic-stop");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
