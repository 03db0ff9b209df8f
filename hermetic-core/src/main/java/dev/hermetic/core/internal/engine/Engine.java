package dev.hermetic.core.internal.engine;

import dev.hermetic.core.AuditReport;
import dev.hermetic.core.CancellationToken;
import dev.hermetic.core.LockOutcome;
import dev.hermetic.core.LockRequest;
import dev.hermetic.core.NetworkMode;
import dev.hermetic.core.Policy;
import dev.hermetic.core.PrefetchPlan;
import dev.hermetic.core.PrefetchReport;
import dev.hermetic.core.PrefetchRequest;
import dev.hermetic.core.ProgressListener;
import dev.hermetic.core.SourceTree;
import dev.hermetic.core.StoreException;
import dev.hermetic.core.internal.audit.Audit;
import dev.hermetic.core.internal.discovery.Providers;
import dev.hermetic.core.internal.fetch.Downloads;
import dev.hermetic.core.internal.injection.BuildPath;
import dev.hermetic.core.internal.injection.Environment;
import dev.hermetic.core.internal.injection.Injection;
import dev.hermetic.core.spi.Locker;
import dev.hermetic.core.store.ContentStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/** Behind {@link dev.hermetic.core.Prefetch}, whose documentation holds here. Thread-safe. */
public final class Engine implements AutoCloseable {
  private final EngineSettings settings;
  private final Providers providers;
  private final Resources resources;

  /** An engine; loads all providers on this thread. */
  public Engine(EngineSettings settings) {
    this.settings = settings;
    this.providers =
        Providers.load(
            new Providers.Explicit(
                settings.resolvers,
                settings.layouts,
                settings.lockers,
                settings.fetchers,
                settings.verifiers),
            settings.discovery,
            settings.classLoader);
    this.resources = new Resources(settings, providers);
  }

  public SortedSet<String> ecosystems() {
    return providers.ecosystems();
  }

  public PrefetchPlan plan(PrefetchRequest request, CancellationToken token)
      throws InterruptedException {
    Downloads.Run run = run(request.policy(), request.networkMode(), token);
    return plan(request, run, new Diagnostics()).plan();
  }

  public PrefetchReport run(
      PrefetchRequest request, ProgressListener listener, CancellationToken token)
      throws InterruptedException {
    Diagnostics diagnostics = new Diagnostics();
    Downloads.Run quiet = run(request.policy(), request.networkMode(), token);
    return run(plan(request, quiet, diagnostics), listener, token, diagnostics);
  }

  public PrefetchReport run(PrefetchPlan plan, ProgressListener listener, CancellationToken token)
      throws InterruptedException {
    Diagnostics diagnostics = new Diagnostics();
    SourceTree source = SourceTree.at(plan.request().source());
    Planned planned =
        new Planner(settings, providers, resources.schemes()).again(plan, source, diagnostics);
    return run(planned, listener, token, diagnostics);
  }

  private PrefetchReport run(
      Planned planned, ProgressListener listener, CancellationToken token, Diagnostics diagnostics)
      throws InterruptedException {
    ProgressListener guarded = new GuardedListener(listener);
    PrefetchPlan plan = planned.plan();
    guarded.planned(plan);
    if (!plan.diagnostics().isEmpty()) {
      guarded.diagnosed(plan.diagnostics());
    }
    Downloads.Run run =
        new Downloads.Run(plan.request().policy(), plan.request().networkMode(), guarded, token);
    PrefetchReport report = new PrefetchRun(planned, resources, run, diagnostics).run();
    guarded.completed(report);
    return report;
  }

  private Planned plan(PrefetchRequest request, Downloads.Run run, Diagnostics diagnostics)
      throws InterruptedException {
    SourceTree source = SourceTree.at(request.source());
    BuildPath.finding(request.output()).ifPresent(diagnostics::add);
    RunResolveContext context =
        new RunResolveContext(settings, resources, source, run, diagnostics);
    return new Planner(settings, providers, resources.schemes())
        .plan(request, context, diagnostics);
  }

  private static Downloads.Run run(Policy policy, NetworkMode mode, CancellationToken token) {
    return new Downloads.Run(policy, mode, ProgressListener.none(), token);
  }

  public List<Path> inject(Path output, String outputDirInBuild, Path source) {
    return Injection.write(output, outputDirInBuild, source);
  }

  public Map<String, String> env(Path output, String outputDirInBuild) {
    return Environment.of(output, outputDirInBuild);
  }

  public AuditReport audit(Path output) {
    try {
      return Audit.of(output, (count, task) -> resources.workers().each(count, task));
    } catch (IOException failure) {
      throw unreadable(output, failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw dev.hermetic.core.CancelledException.of();
    }
  }

  private static StoreException unreadable(Path output, IOException failure) {
    return StoreException.builder("store.output")
        .subject(output.toString())
        .message(output + ": the output cannot be read: " + failure)
        .cause(failure)
        .hints("check its permissions")
        .build();
  }

  public LockOutcome lock(LockRequest request, CancellationToken token)
      throws InterruptedException {
    Locker locker = providers.locker(request.input().ecosystem());
    Downloads.Run run = run(request.policy(), request.networkMode(), token);
    SourceTree source = SourceTree.at(request.source());
    RunLockContext context =
        new RunLockContext(settings, resources, source, run, new Diagnostics(), request.updates());
    return LockRun.lock(locker, request.input(), context, request.checkOnly());
  }

  public ContentStore store() {
    return resources.store();
  }

  @Override
  public void close() {
    resources.close();
  }
}
