package dev.hermetic.core.internal.engine;

import dev.hermetic.core.CancellationToken;
import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.Policy;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.SourceTree;
import dev.hermetic.core.internal.fetch.Downloads;
import dev.hermetic.core.spi.LockContext;
import dev.hermetic.core.spi.Metadata;
import dev.hermetic.core.spi.MetadataRequest;
import dev.hermetic.core.spi.StagedContent;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;

/** What resolvers and lockers are handed. */
final class RunResolveContext implements LockContext {
  private final EngineSettings settings;
  private final Resources resources;
  private final SourceTree source;
  private final Downloads.Run run;
  private final Diagnostics diagnostics;
  private final SortedSet<String> updates;

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
    this(settings, resources, source, run, diagnostics, Set.of());
  }

  private RunResolveContext(
      EngineSettings settings,
      Resources resources,
      SourceTree source,
      Downloads.Run run,
      Diagnostics diagnostics,
      Set<String> updates) {
    this.settings = settings;
    this.resources = resources;
    this.source = source;
    this.run = run;
    this.diagnostics = diagnostics;
    this.updates = Collections.unmodifiableSortedSet(new TreeSet<>(updates));
  }

  RunResolveContext updating(Set<String> names) {
    return new RunResolveContext(settings, resources, source, run, diagnostics, names);
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
  public Obtained obtain(SafeUri locator, Map<String, String> requestHeaders)
      throws InterruptedException {
    return resources.downloads().obtain(locator, requestHeaders, run);
  }

  @Override
  public StagedContent pinned(
      SafeUri locator, ExpectedDigests expected, long maxBytes, Map<String, String> requestHeaders)
      throws InterruptedException {
    Downloads.Pin pin = new Downloads.Pin(locator, expected, maxBytes);
    return resources.downloads().pinned(pin, requestHeaders, run);
  }

  @Override
  public Set<String> updates() {
    return updates;
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
