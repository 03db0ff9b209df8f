package dev.hermetic.cli;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.ConfiguredValue;
import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.PrefetchPlan;
import dev.hermetic.core.ProgressListener;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A bar on a terminal: files done, and bytes so far. */
final class BarProgress implements ProgressListener, AutoCloseable {
  private static final int WIDTH = 79;

  private final PrintStream terminal;
  private final Map<Artifact, Long> bytes = new ConcurrentHashMap<>();
  private final AtomicLong total = new AtomicLong();
  private final Console console;
  private int files;
  private @Nullable ProgressBar bar;

  BarProgress(PrintStream terminal, Console console) {
    this.terminal = terminal;
    this.console = console;
  }

  @Override
  public void configured(ConfiguredValue value) {
    console.note(value.toString());
  }

  @Override
  public synchronized void planned(PrefetchPlan plan) {
    files = plan.placements().size();
  }

  /** What planning found is said before anything is downloaded, and before the bar is drawn. */
  @Override
  public void diagnosed(List<Diagnostic> findings) {
    console.diagnostics(findings);
  }

  @Override
  public synchronized void started(Artifact artifact) {
    if (bar == null) {
      bar = drawn();
    }
  }

  private ProgressBar drawn() {
    return new ProgressBarBuilder()
        .setTaskName("prefetch")
        .setInitialMax(files)
        .setStyle(ProgressBarStyle.ASCII)
        // A fixed width: asking the terminal for its own loads a native library.
        .setConsumer(new ConsoleProgressBarConsumer(terminal, WIDTH))
        .build();
  }

  @Override
  public void progressed(Artifact artifact, long count) {
    @Nullable Long before = bytes.put(artifact, count);
    total.addAndGet(count - (before == null ? 0 : before));
    show(0);
  }

  @Override
  public void finished(Artifact artifact, Outcome outcome) {
    show(1);
  }

  private synchronized void show(int steps) {
    if (bar != null) {
      bar.stepBy(steps);
      long sum = total.get();
      bar.setExtraMessage(sum == 0 ? "" : " " + Printed.bytes(sum));
    }
  }

  @Override
  public synchronized void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
