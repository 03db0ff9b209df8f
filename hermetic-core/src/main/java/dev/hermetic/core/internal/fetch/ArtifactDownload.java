package dev.hermetic.core.internal.fetch;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.Digest;
import dev.hermetic.core.FetchException;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.IntegrityException;
import dev.hermetic.core.NetworkMode;
import dev.hermetic.core.PolicyException;
import dev.hermetic.core.PrefetchReport.Evidence;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.spi.StagedContent;
import dev.hermetic.core.spi.VerifyContext;
import dev.hermetic.core.store.ContentStore;
import dev.hermetic.core.store.Staging;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One artifact on its way into the store. Used once, by one thread. */
final class ArtifactDownload {
  private final ContentStore store;
  private final Attempts attempts;
  private final Evidences evidences;
  private final VerifyContext verifyContext;
  private final Artifact artifact;
  private final Downloads.Run run;
  private final Runnable waits;
  private final List<Diagnostic> warnings = new ArrayList<>();
  private final List<String> verifiedBy = new ArrayList<>();
  private PassingBytes passing = PassingBytes.unseen();

  ArtifactDownload(
      ContentStore store,
      Attempts attempts,
      Evidences evidences,
      VerifyContext verifyContext,
      Downloads.Wanted wanted) {
    this.store = store;
    this.attempts = attempts;
    this.evidences = evidences;
    this.verifyContext = verifyContext;
    this.artifact = wanted.artifact();
    this.run = wanted.run();
    this.waits = wanted.waits();
  }

  Downloads.Downloaded get(List<Locators.Place> places) throws IOException, InterruptedException {
    Evidence evidence = Evidences.of(artifact, run.policy());
    Optional<Downloads.Downloaded> known = hit(evidence);
    if (known.isPresent()) {
      return known.get();
    }
    run.cancellation().throwIfCancelled();
    if (run.mode() == NetworkMode.OFFLINE) {
      throw FetchException.builder("fetch.offline")
          .subject(artifact.display())
          .message(artifact + " is not in the store, and the run is offline")
          .hints("run once online")
          .build();
    }
    waits.run();
    try (Staging staging = store.stage(key(), artifact.expected().algorithms())) {
      // While this thread waited, another one may have brought it.
      Optional<Downloads.Downloaded> meanwhile = hit(evidence);
      return meanwhile.isPresent() ? meanwhile.get() : download(staging, places, evidence);
    }
  }

  private String key() {
    Optional<Digest> strongest = artifact.expected().strongest();
    if (strongest.isPresent() && strongest.get().algorithm().isStrong()) {
      return strongest.get().toString();
    }
    return urlKey(artifact.locators().isEmpty() ? null : artifact.locators().get(0));
  }

  /** A key for content without a strong pin; hashed, since locators may hold secrets. */
  static String urlKey(@Nullable SafeUri uri) {
    String text = uri == null ? "" : uri.uri().toString();
    return "url:" + Digest.ofText(Digest.Algorithm.SHA256, text).hex();
  }

  private Optional<Downloads.Downloaded> hit(Evidence evidence)
      throws IOException, InterruptedException {
    Optional<ContentStore.Entry> found = store.find(artifact.expected());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    ContentStore.Entry entry = found.get();
    checkSize(entry.size());
    judge(content(entry), PassingBytes.unseen());
    return Optional.of(downloaded(entry, true, "", evidence));
  }

  private void checkSize(long bytes) {
    if (artifact.size().isPresent() && artifact.size().getAsLong() != bytes) {
      throw IntegrityException.builder("integrity.size")
          .subject(artifact.display())
          .message(
              artifact
                  + ": the store holds "
                  + bytes
                  + " bytes under this digest, the lock says "
                  + artifact.size().getAsLong())
          .expected(Long.toString(artifact.size().getAsLong()))
          .actual(Long.toString(bytes))
          .hints("correct the size in the lockfile")
          .build();
    }
  }

  private void judge(StagedContent content, PassingBytes seen)
      throws IOException, InterruptedException {
    Evidences.Exhibit exhibit = new Evidences.Exhibit(artifact, content, seen);
    evidences.judge(exhibit, verifyContext, verifiedBy, warnings);
  }

  private Downloads.Downloaded downloaded(
      ContentStore.Entry entry, boolean fromStore, String locator, Evidence evidence) {
    return new Downloads.Downloaded(
        entry, fromStore, locator, evidence, List.copyOf(verifiedBy), List.copyOf(warnings));
  }

  private Downloads.Downloaded download(
      Staging staging, List<Locators.Place> places, Evidence evidence)
      throws IOException, InterruptedException {
    if (places.isEmpty()) {
      throw FetchException.builder("fetch.no-locator")
          .subject(artifact.display())
          .message(artifact + ": there is no address to fetch it from")
          .build();
    }
    if (completeBefore(staging, places.get(0).uri())) {
      return publish(staging, places.get(0), evidence);
    }
    StagingSink sink = sink(staging);
    HermeticException failure = null;
    for (Locators.Place place : places) {
      boolean last = place == places.get(places.size() - 1);
      HermeticException problem = attempt(place, sink, staging, last);
      if (problem == null) {
        return publish(staging, place, evidence);
      }
      failure = failure instanceof IntegrityException ? failure : problem;
      String code = problem instanceof IntegrityException ? "integrity.mirror" : "fetch.mirror";
      warnings.add(Diagnostic.warning(code, String.valueOf(problem.getMessage())));
    }
    throw failure == null ? new IllegalStateException("no place failed") : failure;
  }

  /** Whether an earlier run had staged everything and then stopped. */
  private boolean completeBefore(Staging staging, SafeUri source) throws IOException {
    return staging.offset() > 0
        && artifact.expected().hasStrong()
        && WrongBytes.find(artifact, source, staging).isEmpty();
  }

  private StagingSink sink(Staging staging) {
    passing = evidences.passing(artifact);
    StagingSink.Limits limits =
        new StagingSink.Limits(
            artifact.toString(), artifact.size().orElse(-1), run.policy().maxArtifactBytes());
    return new StagingSink(
        new StagingSink.Target(staging, passing),
        limits,
        artifact.expected().hasStrong(),
        run.cancellation(),
        bytes -> run.listener().progressed(artifact, bytes));
  }

  /** Tries one place; null when the right bytes are staged, else why not. */
  private @Nullable HermeticException attempt(
      Locators.Place place, StagingSink sink, Staging staging, boolean last)
      throws IOException, InterruptedException {
    IntegrityException wrong;
    try {
      wrong = rightBytes(place, sink, staging);
    } catch (FetchException failed) {
      return named(failed);
    } catch (PolicyException refused) {
      return named(refused);
    }
    if (wrong != null && last) {
      staging.quarantine(wrong.code() + " " + artifact.display() + " from " + place.uri());
    } else if (wrong != null) {
      staging.restart().close();
    }
    return wrong;
  }

  /**
   * Fetches until the bytes are right; null when they are. Bytes from two halves get a full
   * restart, others one more chance past the caches on the way.
   */
  private @Nullable IntegrityException rightBytes(
      Locators.Place place, StagingSink sink, Staging staging)
      throws IOException, InterruptedException {
    boolean bypassCaches = false;
    while (true) {
      IntegrityException wrong = fetch(place, sink, staging, bypassCaches);
      if (wrong == null) {
        return null;
      }
      boolean halves = sink.resumed();
      if (!halves && bypassCaches) {
        return wrong;
      }
      bypassCaches = !halves;
      staging.restart().close();
      sink.forgetHalves();
      warnings.add(
          Diagnostic.warning("integrity.refetched", wrong.getMessage() + "; fetched again"));
      run.listener().retrying(artifact, 1, String.valueOf(wrong.getMessage()));
    }
  }

  private @Nullable IntegrityException fetch(
      Locators.Place place, StagingSink sink, Staging staging, boolean bypassCaches)
      throws IOException, InterruptedException {
    Attempts.Request request =
        new Attempts.Request(run.policy(), place.headers(), bypassCaches, run.cancellation());
    try {
      attempts.run(
          place.uri(),
          sink,
          request,
          (attempt, reason) -> run.listener().retrying(artifact, attempt, reason));
    } catch (IntegrityException tooLargeOrSmall) {
      return named(tooLargeOrSmall, place.uri());
    }
    if (artifact.expected().isEmpty() && staging.offset() == 0) {
      throw Downloads.empty(place.uri());
    }
    return WrongBytes.find(artifact, place.uri(), staging).orElse(null);
  }

  private Downloads.Downloaded publish(Staging staging, Locators.Place place, Evidence evidence)
      throws IOException, InterruptedException {
    try {
      judge(content(staging), passing);
    } catch (IntegrityException rejected) {
      staging.quarantine(rejected.code() + " " + artifact.display() + " from " + place.uri());
      throw rejected;
    }
    return downloaded(staging.publish(), false, place.uri().toString(), evidence);
  }

  private FetchException named(FetchException e) {
    return FetchException.builder(e.code())
        .subject(artifact.display())
        .message(artifact + ": " + e.getMessage())
        .status(e.status())
        .retryable(e.retryable())
        .cause(e)
        .hints(e.hints().toArray(String[]::new))
        .build();
  }

  private PolicyException named(PolicyException e) {
    PolicyException named =
        PolicyException.builder(e.code())
            .subject(artifact.display())
            .message(artifact + ": " + e.getMessage())
            .hints(e.hints().toArray(String[]::new))
            .build();
    named.addSuppressed(e);
    return named;
  }

  private IntegrityException named(IntegrityException e, SafeUri source) {
    return IntegrityException.builder(e.code())
        .subject(artifact.display())
        .message(e.getMessage() + " (" + source + ")")
        .expected(e.expected())
        .actual(e.actual())
        .hints(e.hints().toArray(String[]::new))
        .build();
  }

  private StagedContent content(ContentStore.Entry entry) {
    return new Content(entry.sha256(), entry.size(), () -> store.open(entry));
  }

  private static StagedContent content(Staging staging) throws IOException {
    Digest sha256 = staging.digests().get(Digest.Algorithm.SHA256);
    if (sha256 == null) {
      throw new IllegalStateException("the store computes SHA-256 of everything");
    }
    return new Content(sha256, staging.offset(), staging::open);
  }

  private interface Opener {
    InputStream open() throws IOException;
  }

  private record Content(Digest sha256, long size, Opener opener) implements StagedContent {
    @Override
    public InputStream open() throws IOException {
      return opener.open();
    }
  }
}
