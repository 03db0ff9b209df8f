package dev.hermetic.testkit;

import dev.hermetic.core.CancellationToken;
import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.Policy;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.SourceTree;
import dev.hermetic.core.spi.Metadata;
import dev.hermetic.core.spi.MetadataRequest;
import dev.hermetic.core.spi.RegistryAnswer;
import dev.hermetic.core.spi.ResolveContext;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/**
 * A context that a test fills in where it needs to: it configures nothing, keeps nothing, and fails
 * the test where something is fetched, reported or read that the test did not expect.
 */
public abstract class StrictResolveContext implements ResolveContext {
  /** A context. */
  protected StrictResolveContext() {}

  private static AssertionError unexpected(String what) {
    return new AssertionError("the test does not expect " + what);
  }

  @Override
  public SourceTree source() {
    throw unexpected("that the source tree is read");
  }

  @Override
  public byte[] fetch(SafeUri metadata, long maxBytes) throws IOException, InterruptedException {
    return fetch(MetadataRequest.builder(metadata, maxBytes).build()).bytes();
  }

  @Override
  public Metadata fetch(MetadataRequest request) throws IOException, InterruptedException {
    throw unexpected("a request for " + request);
  }

  /** Done by the thread that waits. */
  @Override
  public <T> Future<T> submit(Callable<T> work) {
    return new FutureTask<>(work) {
      @Override
      public T get() throws InterruptedException, ExecutionException {
        run();
        return super.get();
      }
    };
  }

  @Override
  public Optional<byte[]> recall(String name, int maxBytes) {
    return Optional.empty();
  }

  @Override
  public void keep(String name, byte[] content) {}

  @Override
  public boolean isStored(ExpectedDigests expected) {
    return false;
  }

  @Override
  public Optional<SafeUri> registry(String name) {
    return Optional.empty();
  }

  @Override
  public RegistryAnswer askRegistry(String name) throws InterruptedException {
    return registry(name).map(RegistryAnswer::of).orElseGet(() -> RegistryAnswer.none(""));
  }

  @Override
  public Optional<String> variable(String name) {
    return Optional.empty();
  }

  @Override
  public Policy policy() {
    return Policy.strict();
  }

  @Override
  public void report(Diagnostic finding) {
    throw unexpected("the finding " + finding);
  }

  @Override
  public void problem(HermeticException failure) {
    throw failure;
  }

  @Override
  public CancellationToken cancellation() {
    return new CancellationToken();
  }
}
