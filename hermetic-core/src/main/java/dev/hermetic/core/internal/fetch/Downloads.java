package dev.hermetic.core.internal.fetch;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.CancellationToken;
import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.Digest;
import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.FetchException;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.HttpSettings;
import dev.hermetic.core.LocatorRules;
import dev.hermetic.core.NetworkMode;
import dev.hermetic.core.Policy;
import dev.hermetic.core.PrefetchReport.Evidence;
import dev.hermetic.core.ProgressListener;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.StoreException;
import dev.hermetic.core.spi.Fetcher;
import dev.hermetic.core.spi.LockContext;
import dev.hermetic.core.spi.Metadata;
import dev.hermetic.core.spi.MetadataRequest;
import dev.hermetic.core.spi.StagedContent;
import dev.hermetic.core.spi.Verifier;
import dev.hermetic.core.spi.VerifyContext;
import dev.hermetic.core.store.ContentStore;
import dev.hermetic.core.store.Staging;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Brings artifacts, metadata and unpinned content into the store. Tells listeners about progress
 * and retries; that work on an artifact starts and ends is told by the engine. Thread-safe.
 */
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

  /** Content that a locker wants by its digest. */
  public record Pin(SafeUri locator, ExpectedDigests expected, long maxBytes) {}

  /** What one download is about. */
  record Wanted(Artifact artifact, Run run, Runnable waits) {}

  private final ContentStore store;
  private final Attempts attempts;
  private final Evidences evidences;
  private final Locators locators;
  private final MetadataRecords records;
  private final MetadataFetch metadata;
  private final PinnedContent pinned;

  /** Downloads through the given fetchers, by scheme. */
  public Downloads(
      ContentStore store,
      Map<String, Fetcher> fetchers,
      HttpSettings settings,
      LocatorRules rules,
      List<Verifier> verifiers) {
    this(
        store,
        new Attempts(fetchers, settings, Timing.real()),
        rules,
        verifiers,
        Clock.systemUTC());
  }

  Downloads(
      ContentStore store,
      Attempts attempts,
      LocatorRules rules,
      List<Verifier> verifiers,
      Clock clock) {
    this.store = store;
    this.attempts = attempts;
    this.evidences = new Evidences(verifiers, store);
    this.locators = new Locators(rules);
    this.records = new MetadataRecords(store, clock);
    this.metadata = new MetadataFetch(attempts, locators, records);
    this.pinned = new PinnedContent(store, attempts, locators);
  }

  /**
   * Brings an artifact into the store.
   *
   * @param waits called before anybody else has to be asked for it
   * @throws HermeticException about exactly this artifact
   * @throws InterruptedException when the thread is interrupted
   */
  public Downloaded artifact(Artifact artifact, Run run, Runnable waits)
      throws InterruptedException {
    try {
      return new ArtifactDownload(
              store, attempts, evidences, new RunEvidence(run), new Wanted(artifact, run, waits))
          .get(locators.places(artifact.locators(), artifact.requestHeaders()));
    } catch (IOException local) {
      throw unusable(artifact.display(), local);
    }
  }

  /**
   * Fetches index metadata; a run asks for each address once.
   *
   * @throws HermeticException when it cannot be had
   * @throws InterruptedException when the thread is interrupted
   */
  public Metadata metadata(MetadataRequest request, Run run) throws InterruptedException {
    try {
      return metadata.get(request, run);
    } catch (IOException local) {
      throw unusable(request.uri().toString(), local);
    }
  }

  /** What was kept under a name; empty when it is larger than that. */
  public Optional<byte[]> recall(String name, int maxBytes) throws IOException {
    return records.recall(name, maxBytes);
  }

  /** Keeps something for later runs; a store that cannot be written keeps nothing. */
  public void keep(String name, byte[] content) throws IOException, InterruptedException {
    records.keep(name, content);
  }

  /**
   * Content by its digest, for lockers.
   *
   * @throws HermeticException when it cannot be had
   * @throws InterruptedException when the thread is interrupted
   */
  public StagedContent pinned(Pin pin, Map<String, String> headers, Run run)
      throws InterruptedException {
    try {
      return pinned.get(pin, headers, run);
    } catch (IOException local) {
      throw unusable(pin.locator().toString(), local);
    }
  }

  /**
   * Brings unpinned content into the store, for lockers.
   *
   * @throws HermeticException when it cannot be had
   * @throws InterruptedException when the thread is interrupted
   */
  public LockContext.Obtained obtain(SafeUri uri, Map<String, String> headers, Run run)
      throws InterruptedException {
    if (run.mode() == NetworkMode.OFFLINE) {
      throw FetchException.builder("fetch.offline")
          .subject(uri.toString())
          .message(uri + ": the run is offline")
          .build();
    }
    try (Staging staging =
        store.stage(ArtifactDownload.urlKey(uri), Set.of(Digest.Algorithm.SHA512))) {
      StagingSink sink =
          new StagingSink(
              new StagingSink.Target(staging, PassingBytes.unseen()),
              new StagingSink.Limits(uri.toString(), -1, run.policy().maxArtifactBytes()),
              false,
              run.cancellation(),
              bytes -> {});
      fetchFirst(locators.places(List.of(uri), headers), sink, run);
      if (staging.offset() == 0) {
        throw empty(uri);
      }
      Map<Digest.Algorithm, Digest> digests = Map.copyOf(staging.digests());
      ContentStore.Entry entry = staging.publish();
      return LockContext.Obtained.of(entry.sha256(), digests, entry.size());
    } catch (IOException local) {
      throw unusable(uri.toString(), local);
    }
  }

  private void fetchFirst(List<Locators.Place> places, StagingSink sink, Run run)
      throws InterruptedException {
    FetchException last = null;
    for (Locators.Place place : places) {
      try {
        attempts.run(
            place.uri(),
            sink,
            new Attempts.Request(run.policy(), place.headers(), false, run.cancellation()),
            (attempt, reason) -> {});
        return;
      } catch (FetchException failed) {
        last = failed;
      }
    }
    throw last == null ? new IllegalStateException("no place") : last;
  }

  static FetchException empty(SafeUri uri) {
    return FetchException.builder("fetch.empty")
        .subject(uri.toString())
        .message(uri + ": the server answered with an empty body")
        .status(200)
        .retryable(true)
        .build();
  }

  private static StoreException unusable(String subject, IOException local) {
    return StoreException.builder("store.io")
        .subject(subject)
        .message(subject + ": the store cannot be used: " + local.getMessage())
        .cause(local)
        .hints("check free space and permissions of the store")
        .build();
  }

  private final class RunEvidence implements VerifyContext {
    private final Run run;

    RunEvidence(Run run) {
      this.run = run;
    }

    @Override
    public byte[] fetch(SafeUri evidence, long maxBytes) throws IOException {
      try {
        return metadata(MetadataRequest.builder(evidence, maxBytes).build(), run).bytes();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new java.io.InterruptedIOException("interrupted while fetching " + evidence);
      }
    }

    @Override
    public Policy policy() {
      return run.policy();
    }
  }
}
