package dev.hermetic.cli;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.ConfiguredValue;
import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.PrefetchPlan;
import dev.hermetic.core.ProgressListener;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Progress for logs: what is planned, each tenth of it, and every retry. */
final class LineProgress implements ProgressListener {
  private final Console console;
  private final AtomicInteger done = new AtomicInteger();
  private volatile int total;

  LineProgress(Console console) {
    this.console = console;
  }

  @Override
  public void configured(ConfiguredValue value) {
    console.note(value.toString());
  }

  @Override
  public void planned(PrefetchPlan plan) {
    total = plan.placements().size();
    console.note(PlanText.summary(plan));
  }

  /** What planning found is said before anything is downloaded. */
  @Override
  public void diagnosed(List<Diagnostic> findings) {
    console.diagnostics(findings);
  }

  @Override
  public void retrying(Artifact artifact, int attempt, String reason) {
    console.note("retrying " + artifact.display() + " (attempt " + attempt + "): " + reason);
  }

  /** Counted and printed at once, since downloads end side by side. */
  @Override
  public synchronized void finished(Artifact artifact, Outcome outcome) {
    int now = done.incrementAndGet();
    if (outcome == Outcome.FAILED || total == 0) {
      return;
    }
    if (now * 10L / total != (now - 1) * 10L / total) {
      console.note(now + " of " + total + " files");
    }
  }
}
