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

/** The entry point of the {@code hermetic} command. */
public final class Main {
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
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                new SignalStop(Thread.currentThread(), cancellation, finished), "hermetic-stop"));
    ProcessContext process = process(out, cancellation);
    int code = delivered(HermeticCommand.execute(process, args), process);
    finished.countDown();
    System.exit(code);
  }

  /** A result that nobody got is no success: a full disk behind a redirection, for example. */
  private static int delivered(int code, ProcessContext process) {
    if (!process.out().checkError() || code != ExitCode.OK) {
      return code;
    }
    process.err().println("error: standard output cannot be written [local.io]");
    return ExitCode.LOCAL;
  }

  /** What this process was given. */
  static ProcessContext process(PrintStream out, CancellationToken cancellation) {
    Map<String, String> variables = new TreeMap<>(System.getenv());
    return new ProcessContext(
        variables,
        Path.of("").toAbsolutePath(),
        out,
        stream(FileDescriptor.err),
        System.console() != null && !"dumb".equals(variables.get("TERM")),
        cancellation);
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
