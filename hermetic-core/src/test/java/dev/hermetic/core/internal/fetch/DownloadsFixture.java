package dev.hermetic.core.internal.fetch;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.CancellationToken;
import dev.hermetic.core.Credentials;
import dev.hermetic.core.Digest;
import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.HttpSettings;
import dev.hermetic.core.LocatorRules;
import dev.hermetic.core.NetworkMode;
import dev.hermetic.core.Policy;
import dev.hermetic.core.ProgressListener;
import dev.hermetic.core.Purl;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.internal.http.FileFetcher;
import dev.hermetic.core.internal.http.HttpFetcher;
import dev.hermetic.core.spi.Verifier;
import dev.hermetic.core.store.ContentStore;
import dev.hermetic.core.store.FileContentStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/** Downloads with a real store and a real HTTP client that wait without waiting. */
final class DownloadsFixture implements AutoCloseable {
  static final byte[] CONTENT = random(300_000);

  final ContentStore store;
  final HttpFetcher http;
  final List<Duration> waits = new CopyOnWriteArrayList<>();
  Runnable whileWaiting = () -> {};
  final List<Verifier> verifiers = new CopyOnWriteArrayList<>();
  Policy policy = Policy.strict();
  NetworkMode mode = NetworkMode.ONLINE;
  Clock clock = Clock.systemUTC();
  LocatorRules rules = LocatorRules.none();
  ProgressListener listener = ProgressListener.none();
  final CancellationToken token = new CancellationToken();
  private final HttpSettings settings;

  DownloadsFixture(Path directory) {
    this(directory, settings().build(), Credentials.none());
  }

  DownloadsFixture(Path directory, HttpSettings settings, Credentials credentials) {
    this.store = FileContentStore.open(directory);
    this.settings = settings;
    this.http = new HttpFetcher(settings, credentials);
  }

  static HttpSettings.Builder settings() {
    return HttpSettings.builder()
        .timeouts(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(60))
        .retries(3, Duration.ofMillis(500), Duration.ofSeconds(60));
  }

  static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(42).nextBytes(bytes);
    return bytes;
  }

  static Digest sha256(byte[] bytes) {
    try {
      return Digest.of(Digest.Algorithm.SHA256, MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (java.security.NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }

  static Artifact.Builder artifact(byte[] content, String... urls) {
    Artifact.Builder builder =
        Artifact.builder("generic", Purl.of("generic", "", "thing", "1.0"))
            .expect(ExpectedDigests.of(sha256(content)));
    for (String url : urls) {
      builder.from(SafeUri.parse(url));
    }
    return builder;
  }

  Downloads downloads() {
    Timing timing = new Timing(this::pretendToWait, () -> 1.0);
    return new Downloads(
        store,
        new Attempts(
            Map.of("http", http, "https", http, "file", new FileFetcher()), settings, timing),
        rules,
        verifiers,
        clock);
  }

  private void pretendToWait(Duration delay, CancellationToken cancellation) {
    waits.add(delay);
    whileWaiting.run();
  }

  Downloads.Run run() {
    return new Downloads.Run(policy, mode, listener, token);
  }

  Downloads.Downloaded get(Artifact.Builder artifact) throws InterruptedException {
    return downloads().artifact(artifact.build(), run(), () -> {});
  }

  Downloads.Downloaded get(String... urls) throws InterruptedException {
    return get(artifact(CONTENT, urls));
  }

  byte[] bytes(Downloads.Downloaded downloaded) throws IOException {
    try (InputStream in = store.open(downloaded.entry())) {
      return in.readAllBytes();
    }
  }

  @Override
  public void close() {
    http.close();
    store.close();
  }
}
