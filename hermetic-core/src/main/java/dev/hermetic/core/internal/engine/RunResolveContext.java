package dev.hermetic.core.internal.engine;

import dev.hermetic.core.CancellationToken;
import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.Policy;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.SourceTree;
import dev.hermetic.core.internal.fetch.Downloads;
import dev.hermetic.core.spi.Metadata;
import dev.hermetic.core.spi.MetadataRequest;
import dev.hermetic.core.spi.RegistryAnswer;
import dev.hermetic.core.spi.ResolveContext;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;

/**
 * What resolvers are handed. Not a {@link dev.hermetic.core.spi.LockContext}: no cast leads there.
 */
class RunResolveContext implements ResolveContext {
  private final RunConfiguration configuration;
  private final Resources resources;
  private final SourceTree source;
  final Downloads.Run run;
  private final Diagnostics diagnostics;

  /**
   * A context.
   *
   * @param resources asked only when something is fetched
   */
  RunResolveContext(RunConfiguration configuration, Resources resources, RunScope scope) {
    this.configuration = configuration;
    this.resources = resources;
    this.source = scope.source();
    this.run = scope.run();
    this.diagnostics = scope.diagnostics();
  }

  final Downloads downloads() {
    return resources.downloads(configuration);
  }

  @Override
  public SourceTree source() {
    return source;
  }

  @Override
  public byte[] fetch(SafeUri metadata, long maxBytes) throws InterruptedException {
    return fetch(MetadataRequest.builder(metadata, maxBytes).build()).bytes();
  }

  @Override
  public Metadata fetch(MetadataRequest request) throws InterruptedException {
    return downloads().metadata(request, run);
  }

  @Override
  public <T> Future<T> submit(Callable<T> work) {
    return resources.workers().submit(work);
  }

  @Override
  public Optional<byte[]> recall(String name, int maxBytes) throws IOException {
    return downloads().recall(name, maxBytes);
  }

  @Override
  public void keep(String name, byte[] content) throws IOException, InterruptedException {
    downloads().keep(name, content);
  }

  @Override
  public boolean isStored(ExpectedDigests expected) throws IOException {
    return resources.store().find(expected).isPresent();
  }

  @Override
  public Optional<SafeUri> registry(String name) {
    return configuration.registry(name);
  }

  @Override
  public RegistryAnswer askRegistry(String name) throws InterruptedException {
    return configuration.askRegistry(name);
  }

  @Override
  public Optional<String> variable(String name) {
    return configuration.variable(name);
  }

  @Override
  public Policy policy() {
    return run.policy();
  }

  @Override
  public void report(Diagnostic finding) {
    diagnostics.add(finding);
  }

  @Override
  public void problem(HermeticException failure) {
    diagnostics.problem(failure);
  }

  /** The problems that were reported, which are then forgotten. */
  final List<HermeticException> takeProblems() {
    return diagnostics.takeProblems();
  }

  /** What was reported so far. */
  List<Diagnostic> findings() {
    return diagnostics.all();
  }

  @Override
  public CancellationToken cancellation() {
    return run.cancellation();
  }
}
