package dev.hermetic.core.internal.fetch;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.Digest;
import dev.hermetic.core.InputException;
import dev.hermetic.core.Policy;
import dev.hermetic.core.Purl;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.spi.StagedContent;
import dev.hermetic.core.spi.VerifyContext;
import dev.hermetic.core.store.ContentStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/**
 * Lends lockers content by its digest, in the way artifacts come: from the store, else downloaded,
 * resumed, checked and quarantined. Thread-safe.
 */
final class PinnedContent {
  private final ContentStore store;
  private final Attempts attempts;
  private final Evidences none;
  private final Locators locators;

  PinnedContent(ContentStore store, Attempts attempts, Locators locators) {
    this.store = store;
    this.attempts = attempts;
    this.none = new Evidences(List.of(), store);
    this.locators = locators;
  }

  StagedContent get(Downloads.Pin pin, Map<String, String> headers, Downloads.Run run)
      throws IOException, InterruptedException {
    if (pin.expected().isEmpty()) {
      throw InputException.of("input.no-digest", pin.locator() + ": no digest is given");
    }
    Artifact.Builder wanted =
        Artifact.builder("pinned", Purl.of("generic", "", name(pin.locator()), ""))
            .from(pin.locator())
            .expect(pin.expected());
    headers.forEach(wanted::requestHeader);
    Artifact artifact = wanted.build();
    Downloads.Run bounded =
        new Downloads.Run(
            policy(run.policy(), pin.maxBytes()), run.mode(), run.listener(), run.cancellation());
    ContentStore.Entry entry =
        new ArtifactDownload(
                store,
                attempts,
                none,
                new NoEvidence(bounded.policy()),
                new Downloads.Wanted(artifact, bounded, () -> {}))
            .get(locators.places(artifact.locators(), headers))
            .entry();
    new StagingSink.Limits(pin.locator().toString(), -1, pin.maxBytes())
        .check(entry.size(), "sent");
    return new Stored(store, entry);
  }

  private static String name(SafeUri locator) {
    String path = locator.uri().getPath();
    String name = path == null ? "" : path.substring(path.lastIndexOf('/') + 1);
    return name.isEmpty() ? "content" : name;
  }

  /** What the run allows, but weak digests, which are checked, and no more bytes than these. */
  private static Policy policy(Policy run, long maxBytes) {
    Policy.Builder policy =
        Policy.builder()
            .allowWeakDigests(true)
            .allowPlainHttp(run.allowPlainHttp())
            .allowFiles(run.allowFiles())
            .allowPrivateRedirects(run.allowPrivateRedirects())
            .maxArtifactBytes(Math.min(maxBytes, run.maxArtifactBytes()));
    run.allowedHosts().forEach(policy::allowHost);
    run.blockedHosts().forEach(policy::blockHost);
    return policy.build();
  }

  /** Verifiers do not look at what lockers read. */
  private record NoEvidence(Policy policy) implements VerifyContext {
    @Override
    public byte[] fetch(SafeUri evidence, long maxBytes) {
      throw new IllegalStateException("nobody asks for evidence");
    }
  }

  private record Stored(ContentStore store, ContentStore.Entry entry) implements StagedContent {
    @Override
    public Digest sha256() {
      return entry.sha256();
    }

    @Override
    public long size() {
      return entry.size();
    }

    @Override
    public InputStream open() throws IOException {
      return store.open(entry);
    }
  }
}
