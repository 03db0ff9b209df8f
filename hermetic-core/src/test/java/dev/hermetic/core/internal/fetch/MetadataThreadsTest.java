package dev.hermetic.core.internal.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.Credentials;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.spi.MetadataRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A resolver that asks for a thousand pages does so from many threads. */
final class MetadataThreadsTest {
  private static final int THREADS = 32;
  private static final int PER_HOST = 3;

  @TempDir Path directory;
  private final AtomicInteger atOnce = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private DownloadsFixture fixture;

  @BeforeEach
  void open() {
    fixture =
        new DownloadsFixture(
            directory,
            DownloadsFixture.settings().connections(8, PER_HOST).build(),
            Credentials.none());
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private FaultyServer server() {
    return new FaultyServer(
        (n, request, out) -> {
          most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
          Thread.sleep(2);
          atOnce.decrementAndGet();
          out.ok(request.path().getBytes(StandardCharsets.US_ASCII));
          return true;
        });
  }

  private List<String> askAll(List<String> urls) throws Exception {
    Downloads downloads = fixture.downloads();
    Downloads.Run run = fixture.run();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<byte[]>> calls = new ArrayList<>();
      for (String url : urls) {
        MetadataRequest request = MetadataRequest.builder(SafeUri.parse(url), 1000).build();
        calls.add(() -> downloads.metadata(request, run).bytes());
      }
      List<String> answers = new ArrayList<>();
      for (Future<byte[]> answer : threads.invokeAll(calls)) {
        answers.add(new String(answer.get(), StandardCharsets.US_ASCII));
      }
      return answers;
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void manyThreadsShareTheConnectionLimits() throws Exception {
    try (FaultyServer server = server()) {
      List<String> urls = new ArrayList<>();
      List<String> expected = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        urls.add(server.url("/" + i));
        expected.add("/" + i);
      }
      assertThat(askAll(urls)).isEqualTo(expected);
      assertThat(most.get()).isLessThanOrEqualTo(PER_HOST);
      assertThat(server.requests()).hasSize(200);
    }
  }

  @Test
  void threadsThatWantTheSameShareOneRequest() throws Exception {
    try (FaultyServer server = server()) {
      List<String> urls = java.util.Collections.nCopies(100, server.url("/same"));
      assertThat(askAll(urls)).containsOnly("/same").hasSize(100);
      assertThat(server.requests()).hasSize(1);
    }
  }
}
