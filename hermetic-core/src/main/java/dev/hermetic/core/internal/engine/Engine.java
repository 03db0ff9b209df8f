package dev.hermetic.core.internal.engine;

import dev.hermetic.core.AuditReport;
import dev.hermetic.core.CancellationToken;
import dev.hermetic.core.Detected;
import dev.hermetic.core.Ecosystem;
import dev.hermetic.core.LockOutcome;
import dev.hermetic.core.LockRequest;
import dev.hermetic.core.NetworkMode;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.Policy;
import dev.hermetic.core.PrefetchPlan;
import dev.hermetic.core.PrefetchReport;
import dev.hermetic.core.PrefetchRequest;
import dev.hermetic.core.ProgressListener;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SourceTree;
import dev.hermetic.core.StoreException;
import dev.hermetic.core.internal.audit.Audit;
import dev.hermetic.core.internal.discovery.Providers;
import dev.hermetic.core.internal.fetch.Downloads;
import dev.hermetic.core.internal.injection.Environment;
import dev.hermetic.core.internal.injection.Injection;
import dev.hermetic.core.spi.Locker;
import dev.hermetic.core.store.ContentStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Behind {@link dev.hermetic.core.Prefetch}, whose documentation holds here. Thread-safe. */
public final class Engine implements AutoCloseable {
  private final EngineSettings settings;
  private final Providers providers;
  private final Resources resources;

  /** An engine; loads all providers on this thread. */
  public Engine(EngineSettings settings) {
    this.settings = settings;
    this.providers = Providers.load(settings.registered, settings.discovery, settings.classLoader);
    this.resources = new Resources(settings, providers);
  }

  public List<Ecosystem> described() {
    return providers.described();
  }

  public List<Detected> detect(Path source, RelPath directory) {
    return Detection.in(SourceTree.at(source), directory, providers.detectors());
  }

  public PrefetchPlan plan(
      PrefetchRequest request, ProgressListener listener, CancellationToken token)
      throws InterruptedException {
    ProgressListener guarded = new GuardedListener(listener);
    Diagnostics diagnostics = new Diagnostics();
    RunConfiguration configuration = configuration(request, guarded, diagnostics);
    try {
      return plan(request, configuration, scope(request, token, diagnostics)).plan();
    } finally {
      resources.release(configuration);
    }
  }

  public PrefetchReport run(
      PrefetchRequest request, ProgressListener listener, CancellationToken token)
      throws InterruptedException {
    ProgressListener guarded = new GuardedListener(listener);
    Diagnostics diagnostics = new Diagnostics();
    RunConfiguration configuration = configuration(request, guarded, diagnostics);
    try {
      RunScope scope = scope(request, token, diagnostics);
      return run(plan(request, configuration, scope), configuration, scope, guarded);
    } finally {
      resources.release(configuration);
    }
  }

  public PrefetchReport run(PrefetchPlan plan, ProgressListener listener, CancellationToken token)
      throws InterruptedException {
    ProgressListener guarded = new GuardedListener(listener);
    Diagnostics diagnostics = new Diagnostics();
    RunConfiguration configuration = configuration(plan.request(), guarded, diagnostics);
    try {
      RunScope scope = scope(plan.request(), token, diagnostics);
      Planned planned =
          new Planner(settings, providers, resources.schemes())
              .again(plan, scope.source(), diagnostics);
      return run(planned, configuration, scope, guarded);
    } finally {
      resources.release(configuration);
    }
  }

  private PrefetchReport run(
      Planned planned, RunConfiguration configuration, RunScope scope, ProgressListener listener)
      throws InterruptedException {
    PrefetchPlan plan = planned.plan();
    listener.planned(plan);
    if (!plan.diagnostics().isEmpty()) {
      listener.diagnosed(plan.diagnostics());
    }
    Downloads.Run run =
        new Downloads.Run(
            scope.run().policy(), scope.run().mode(), listener, scope.run().cancellation());
    PrefetchRun.Means means =
        new PrefetchRun.Means(
            resources.downloads(configuration), resources.store(), resources.workers());
    PrefetchReport report = new PrefetchRun(planned, means, run, scope.diagnostics()).run();
    listener.completed(report);
    return report;
  }

  private Planned plan(PrefetchRequest request, RunConfiguration configuration, RunScope scope)
      throws InterruptedException {
    RunResolveContext context = new RunResolveContext(configuration, resources, scope);
    return new Planner(settings, providers, resources.schemes())
        .plan(request, configuration::amended, context, scope.diagnostics());
  }

  private RunConfiguration configuration(
      PrefetchRequest request, ProgressListener listener, Diagnostics diagnostics)
      throws InterruptedException {
    SourceTree source = SourceTree.at(request.source());
    ConfigurationReading.Purpose purpose =
        new ConfigurationReading.Purpose(
            source, request.inputs(), false, request.hermetoCompatible());
    return new ConfigurationReading(settings, providers, diagnostics).read(purpose, listener);
  }

  private static RunScope scope(
      PrefetchRequest request, CancellationToken token, Diagnostics diagnostics) {
    Downloads.Run run = run(request.policy(), request.networkMode(), token);
    return new RunScope(SourceTree.at(request.source()), run, diagnostics);
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

  public LockOutcome lock(LockRequest request, ProgressListener listener, CancellationToken token)
      throws InterruptedException {
    Locker locker = providers.locker(request.input().ecosystem());
    SourceTree source = SourceTree.at(request.source());
    Diagnostics diagnostics = new Diagnostics();
    RunScope scope =
        new RunScope(source, run(request.policy(), request.networkMode(), token), diagnostics);
    RunConfiguration configuration =
        new ConfigurationReading(settings, providers, diagnostics)
            .read(
                new ConfigurationReading.Purpose(source, List.of(request.input()), true, false),
                new GuardedListener(listener));
    try {
      RunLockContext context =
          new RunLockContext(configuration, resources, scope, request.updates());
      PackageInput input = configuration.amended(request.input());
      return LockRun.lock(locker, input, context, request.checkOnly());
    } finally {
      resources.release(configuration);
    }
  }

  public ContentStore store() {
    return resources.store();
  }

  @Override
  public void close() {
    resources.close();
  }
}
