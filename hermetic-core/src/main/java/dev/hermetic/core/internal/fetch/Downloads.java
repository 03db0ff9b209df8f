package dev.hermetic.core.internal.fetch;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.CancellationToken;
import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.HttpSettings;
import dev.hermetic.core.LocatorRules;
import dev.hermetic.core.NetworkMode;
import dev.hermetic.core.Policy;
import dev.hermetic.core.PrefetchReport.Evidence;
import dev.hermetic.core.ProgressListener;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.spi.Fetcher;
import dev.hermetic.core.spi.LockContext;
import dev.hermetic.core.spi.Verifier;
import dev.hermetic.core.store.ContentStore;
import java.util.List;
import java.util.Map;

/** Brings artifacts, metadata and unpinned content into the store. Thread-safe. */
public final class Downloads {
  /**
   * An artifact that is in the store.
   *
   * @param locator where its bytes came from, secrets hidden; empty when they came from the store
   * @param warnings findings on the way, for example a mirror that gave wrong bytes
   */
  public record Downloaded(
      ContentStore.Entry entry,
      boolean fromStore,
      String locator,
      Evidence evidence,
      List<String> verifiedBy,
      List<Diagnostic> warnings) {}

  /** The circumstances of a run. */
  public record Run(
      Policy policy, NetworkMode mode, ProgressListener listener, CancellationToken cancellation) {}

  /** Downloads through the given fetchers, by scheme. */
  public Downloads(
      ContentStore store,
      Map<String, Fetcher> fetchers,
      HttpSettings settings,
      LocatorRules rules,
      List<Verifier> verifiers) {}

  /** Brings an artifact into the store; throws a HermeticException about exactly this artifact. */
  public Downloaded artifact(Artifact artifact, Run run) throws InterruptedException {
    throw new IllegalStateException();
  }

  /** Fetches index metadata. */
  public byte[] metadata(SafeUri uri, long maxBytes, Run run) throws InterruptedException {
    throw new IllegalStateException();
  }

  /** Brings unpinned content into the store, for lockers. */
  public LockContext.Obtained obtain(SafeUri uri, Map<String, String> headers, Run run)
      throws InterruptedException {
    throw new IllegalStateException();
  }
}
