package dev.hermetic.core.internal.engine;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.ConfiguredValue;
import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.PrefetchPlan;
import dev.hermetic.core.PrefetchReport;
import dev.hermetic.core.ProgressListener;
import java.util.List;
import java.util.function.Consumer;

/** Keeps the faults of a listener away from the run: one that throws hears nothing more. */
final class GuardedListener implements ProgressListener {
  private final ProgressListener listener;
  private volatile boolean connected = true;

  GuardedListener(ProgressListener listener) {
    this.listener = listener;
  }

  @Override
  public void configured(ConfiguredValue value) {
    tell(l -> l.configured(value));
  }

  @Override
  public void planned(PrefetchPlan plan) {
    tell(l -> l.planned(plan));
  }

  @Override
  public void started(Artifact artifact) {
    tell(l -> l.started(artifact));
  }

  @Override
  public void progressed(Artifact artifact, long bytes) {
    tell(l -> l.progressed(artifact, bytes));
  }

  @Override
  public void retrying(Artifact artifact, int attempt, String reason) {
    tell(l -> l.retrying(artifact, attempt, reason));
  }

  @Override
  public void finished(Artifact artifact, Outcome outcome) {
    tell(l -> l.finished(artifact, outcome));
  }

  @Override
  public void completed(PrefetchReport report) {
    tell(l -> l.completed(report));
  }

  @Override
  public void diagnosed(List<Diagnostic> findings) {
    tell(l -> l.diagnosed(findings));
  }

  private void tell(Consumer<ProgressListener> event) {
    if (connected) {
      try {
        event.accept(listener);
      } catch (RuntimeException | LinkageError fault) {
        connected = false;
        // Not a constant: setting up logging takes milliseconds that few runs need.
        System.getLogger(GuardedListener.class.getName())
            .log(
                System.Logger.Level.WARNING,
                "the progress listener failed and is disconnected",
                fault);
      }
    }
  }
}
