package dev.hermetic.core.internal.engine;

import dev.hermetic.core.CancellationToken;
import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.Policy;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.SourceTree;
import dev.hermetic.core.internal.fetch.Downloads;
import dev.hermetic.core.spi.Metadata;
import dev.hermetic.core.spi.MetadataRequest;
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
  private final EngineSettings settings;
  final Resources resources;
  private final SourceTree source;
  final Downloads.Run run;
  private final Diagnostics diagnostics;

  /**
   * A context.
   *
   * @param resources asked only when something is fetched
   */
  RunResolveContext(
      EngineSettings settings,
      Resources resources,
      SourceTree source,
      Downloads.Run run,
      Diagnostics diagnostics) {
    this.settings = settings;
    this.resources = resources;
    this.source = source;
    this.run = run;
    this.diagnostics = diagnostics;
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
    return resources.downloads().metadata(request, run);
  }

  @Override
  public <T> Future<T> submit(Callable<T> work) {
    return resources.workers().submit(work);
  }

  @Override
  public Optional<byte[]> recall(String name, int maxBytes) throws IOException {
    return resources.downloads().recall(name, maxBytes);
  }

  @Override
  public void keep(String name, byte[] content) throws IOException, InterruptedException {
    resources.downloads().keep(name, content);
  }

  @Override
  public boolean isStored(ExpectedDigests expected) throws IOException {
    return resources.store().find(expected).isPresent();
  }

  @Override
  public Optional<SafeUri> registry(String name) {
    return Optional.ofNullable(settings.registries.get(name));
  }

  @Override
  public Optional<String> variable(String name) {
    return settings.variables.apply(name);
  }

  @Override
  public Policy policy() {
    return run.policy();
  }

  @Override
  public void report(Diagnostic finding) {
    diagnostics.add(finding);
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
