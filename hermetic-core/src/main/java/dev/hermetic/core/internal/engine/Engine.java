package dev.hermetic.core.internal.engine;

import dev.hermetic.core.AuditReport;
import dev.hermetic.core.CancellationToken;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.Prefetch.LockOutcome;
import dev.hermetic.core.PrefetchPlan;
import dev.hermetic.core.PrefetchReport;
import dev.hermetic.core.PrefetchRequest;
import dev.hermetic.core.ProgressListener;
import dev.hermetic.core.store.ContentStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;

/** Behind {@link dev.hermetic.core.Prefetch}. */
public final class Engine implements AutoCloseable {
  /** An engine. */
  public Engine(EngineSettings settings) {}

  public SortedSet<String> ecosystems() {
    throw new IllegalStateException();
  }

  public PrefetchPlan plan(PrefetchRequest request, CancellationToken token)
      throws InterruptedException {
    throw new IllegalStateException();
  }

  public PrefetchReport run(
      PrefetchRequest request, ProgressListener listener, CancellationToken token)
      throws InterruptedException {
    throw new IllegalStateException();
  }

  public List<Path> inject(Path output, String outputDirInBuild, Path source) {
    throw new IllegalStateException();
  }

  public Map<String, String> env(Path output, String outputDirInBuild) {
    throw new IllegalStateException();
  }

  public AuditReport audit(Path output) {
    throw new IllegalStateException();
  }

  public LockOutcome lock(Path source, PackageInput input, Set<String> updates, boolean checkOnly)
      throws InterruptedException {
    throw new IllegalStateException();
  }

  public ContentStore store() {
    throw new IllegalStateException();
  }

  @Override
  public void close() {}
}
