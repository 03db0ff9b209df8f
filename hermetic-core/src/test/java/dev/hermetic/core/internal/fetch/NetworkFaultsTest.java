package dev.hermetic.core.internal.fetch;

import static dev.hermetic.core.internal.fetch.DownloadsFixture.CONTENT;
import static dev.hermetic.core.internal.fetch.DownloadsFixture.artifact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hermetic.core.CancelledException;
import dev.hermetic.core.Credentials;
import dev.hermetic.core.FetchException;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.HttpSettings;
import dev.hermetic.core.IntegrityException;
import dev.hermetic.core.NetworkMode;
import dev.hermetic.core.Policy;
import dev.hermetic.core.PolicyException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to a download when the network or the server misbehaves. */
final class NetworkFaultsTest {
  private static final int HALF = 150_000;

  @TempDir Path directory;
  private DownloadsFixture fixture;

  @BeforeEach
  void open() {
    fixture = new DownloadsFixture(directory);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private HermeticException failure(FaultyServer server) {
    HermeticException failure =
        catchThrowableOfType(HermeticException.class, () -> fixture.get(server.url("/thing.bin")));
    assertThat(failure).isNotNull();
    assertThat(failure.subject()).contains("thing@1.0");
    return failure;
  }

  private void arrives(FaultyServer server) throws Exception {
    Downloads.Downloaded downloaded = fixture.get(server.url("/thing.bin"));
    assertThat(fixture.bytes(downloaded)).isEqualTo(CONTENT);
    assertThat(downloaded.fromStore()).isFalse();
  }

  private static String length(int bytes) {
    return "Content-Length: " + bytes;
  }

  private static boolean truncated(FaultyServer.Wire out) throws Exception {
    out.head("HTTP/1.1 200 OK", length(CONTENT.length), "ETag: \"one\"").bytes(CONTENT, 0, HALF);
    return false;
  }

  private static boolean rest(FaultyServer.Wire out, long from) throws Exception {
    int start = (int) from;
    out.head(
            "HTTP/1.1 206 Partial Content",
            "ETag: \"one\"",
            "Content-Range: bytes " + start + "-" + (CONTENT.length - 1) + "/" + CONTENT.length,
            length(CONTENT.length - start))
        .bytes(CONTENT, start, CONTENT.length);
    return true;
  }

  private static boolean ok(FaultyServer.Wire out) throws Exception {
    out.ok(CONTENT);
    return true;
  }

  @Test
  void tellsHowMuchOfATruncatedBodyCame() throws Exception {
    try (var server =
        new FaultyServer(
            (n, request, out) -> {
              out.head("HTTP/1.1 200 OK", length(CONTENT.length)).bytes(CONTENT, 0, HALF);
              return false;
            })) {
      HermeticException failure = failure(server);
      assertThat(failure.code()).isEqualTo("fetch.truncated");
      assertThat(failure).hasMessageContaining("got 150000 of 300000");
      assertThat(server.requests()).hasSize(3);
    }
  }

  @Test
  void resumesATruncatedBody() throws Exception {
    try (var server =
        new FaultyServer(
            (n, request, out) -> n == 1 ? truncated(out) : rest(out, request.rangeStart()))) {
      arrives(server);
      assertThat(server.requests().get(1).headers())
          .containsEntry("range", "bytes=150000-")
          .containsEntry("if-range", "\"one\"");
    }
  }

  @Test
  void retriesAChunkedBodyThatIsCut() throws Exception {
    try (var server =
        new FaultyServer(
            (n, request, out) -> {
              if (n > 1) {
                return ok(out);
              }
              out.head("HTTP/1.1 200 OK", "Transfer-Encoding: chunked")
                  .text(Integer.toHexString(HALF) + "\r\n")
                  .bytes(CONTENT, 0, HALF)
                  .text("\r\n");
              return false;
            })) {
      arrives(server);
    }
  }

  @Test
  void neverAppendsWhatFollowsTheDeclaredLength() throws Exception {
    try (var server =
        new FaultyServer(
            (n, request, out) -> {
              out.ok(CONTENT);
              out.text("and something more");
              return true;
            })) {
      arrives(server);
      byte[] other = DownloadsFixture.random(10);
      assertThat(
              catchThrowableOfType(
                  IntegrityException.class,
                  () -> fixture.get(artifact(other, server.url("/other")))))
          .hasMessageContaining("/other");
    }
  }

  @Test
  void refusesTwoLengths() throws Exception {
    try (var server =
        new FaultyServer(
            (n, request, out) -> {
              out.head("HTTP/1.1 200 OK", length(CONTENT.length), length(10)).bytes(CONTENT);
              return false;
            })) {
      assertThat(failure(server).code()).isEqualTo("fetch.protocol");
    }
  }

  @Test
  void refusesALengthBesideChunks() throws Exception {
    try (var server =
        new FaultyServer(
            (n, request, out) -> {
              out.head("HTTP/1.1 200 OK", length(3), "Transfer-Encoding: chunked")
                  .text("3\r\nabc\r\n0\r\n\r\n");
              return false;
            })) {
      assertThat(failure(server).code()).isEqualTo("fetch.protocol");
    }
  }

  @Test
  void refusesANegativeLength() throws Exception {
    try (var server =
        new FaultyServer(
            (n, request, out) -> {
              out.head("HTTP/1.1 200 OK", "Content-Length: -5").bytes(CONTENT);
              return false;
            })) {
      assertThat(failure(server).code()).isEqualTo("fetch.protocol");
    }
  }

  @Test
  void startsAnewWhenTheRangeIsNotTheOneAsked() throws Exception {
    try (var server =
        new FaultyServer(
            (n, request, out) -> {
              if (n == 1) {
                return truncated(out);
              }
              return request.has("range") ? rest(out, HALF - 1000) : ok(out);
            })) {
      arrives(server);
      assertThat(server.requests()).hasSize(3);
    }
  }

  @Test
  void startsAnewWhenTheServerSendsEverything() throws Exception {
    try (var server = new FaultyServer((n, request, out) -> n == 1 ? truncated(out) : ok(out))) {
      arrives(server);
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void startsAnewWhenTheRangeIsNotSatisfiable() throws Exception {
    try (var server =
        new FaultyServer(
            (n, request, out) -> {
              if (n == 1) {
                return truncated(out);
              }
              if (request.has("range")) {
                out.head("HTTP/1.1 416 Range Not Satisfiable", length(0));
                return true;
              }
              return ok(out);
            })) {
      arrives(server);
    }
  }

  @Test
  void startsAnewWhenTheContentChangedBetweenTheHalves() throws Exception {
    byte[] old = CONTENT.clone();
    old[7] ^= 1;
    try (var server =
        new FaultyServer(
            (n, request, out) -> {
              if (n == 1) {
                out.head("HTTP/1.1 200 OK", length(old.length), "ETag: \"one\"")
                    .bytes(old, 0, HALF);
                return false;
              }
              return request.has("range") ? rest(out, request.rangeStart()) : ok(out);
            })) {
      arrives(server);
      assertThat(server.requests()).hasSize(3);
      assertThat(server.requests().get(2).has("range")).isFalse();
    }
  }

  @Test
  void retriesAnUnavailableServer() throws Exception {
    try (var server =
        new FaultyServer(
            (n, request, out) -> {
              if (n == 1) {
                out.head("HTTP/1.1 503 Busy", length(0));
                return true;
              }
              return ok(out);
            })) {
      arrives(server);
      assertThat(fixture.waits).containsExactly(Duration.ofMillis(500));
    }
  }

  @Test
  void givesUpAfterTheConfiguredAttempts() throws Exception {
    try (var server = new FaultyServer((n, request, out) -> status(out, "503 Busy"))) {
      assertThat(failure(server)).hasMessageContaining("3 attempts");
      assertThat(server.requests()).hasSize(3);
      assertThat(fixture.waits).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1));
    }
  }

  private static boolean status(FaultyServer.Wire out, String status, String... more)
      throws Exception {
    String[] lines = Arrays.copyOf(more, more.length + 2);
    System.arraycopy(more, 0, lines, 2, more.length);
    lines[0] = "HTTP/1.1 " + status;
    lines[1] = length(0);
    out.head(lines);
    return true;
  }

  @Test
  void waitsAsLongAsTheServerAsks() throws Exception {
    try (var server =
        new FaultyServer(
            (n, request, out) ->
                n == 1 ? status(out, "429 Too Many Requests", "Retry-After: 7") : ok(out))) {
      arrives(server);
      assertThat(fixture.waits).containsExactly(Duration.ofSeconds(7));
    }
  }

  @Test
  void doesNotWaitADay() throws Exception {
    try (var server =
        new FaultyServer((n, request, out) -> status(out, "429 Slow", "Retry-After: 86400"))) {
      assertThat(failure(server)).hasMessageContaining("86400");
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void ignoresARetryAfterThatIsNoNumberOrDate() throws Exception {
    try (var server =
        new FaultyServer(
            (n, request, out) -> n == 1 ? status(out, "503 Busy", "Retry-After: -3") : ok(out))) {
      arrives(server);
      assertThat(fixture.waits).containsExactly(Duration.ofMillis(500));
    }
  }

  @Test
  void doesNotRetryWhatIsMissing() throws Exception {
    try (var server = new FaultyServer((n, request, out) -> status(out, "404 Not Found"))) {
      HermeticException failure = failure(server);
      assertThat(failure.code()).isEqualTo("fetch.not-found");
      assertThat(failure.hints()).anySatisfy(hint -> assertThat(hint).contains("stale"));
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void doesNotRetryMissingCredentials() throws Exception {
    try (var server = new FaultyServer((n, request, out) -> status(out, "401 Unauthorized"))) {
      assertThat(failure(server).code()).isEqualTo("fetch.auth");
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void triesARefusalASecondTime() throws Exception {
    try (var server =
        new FaultyServer((n, request, out) -> n == 1 ? status(out, "403 No") : ok(out))) {
      arrives(server);
    }
  }

  @Test
  void triesARefusalNoThirdTime() throws Exception {
    try (var server = new FaultyServer((n, request, out) -> status(out, "403 No"))) {
      assertThat(failure(server).code()).isEqualTo("fetch.forbidden");
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void refusesAnswersWithoutContent() throws Exception {
    for (String status : new String[] {"204 No Content", "304 Not Modified"}) {
      try (var server =
          new FaultyServer(
              (n, request, out) -> {
                out.head("HTTP/1.1 " + status);
                return false;
              })) {
        assertThat(failure(server).code()).isEqualTo("fetch.status");
      }
    }
  }

  @Test
  void refusesARangeNobodyAskedFor() throws Exception {
    try (var server = new FaultyServer((n, request, out) -> rest(out, 0))) {
      assertThat(failure(server).code()).isEqualTo("fetch.status");
    }
  }

  @Test
  void refetchesOncePastTheCachesWhenABitFlipped() throws Exception {
    byte[] flipped = CONTENT.clone();
    flipped[1000] ^= 4;
    try (var server =
        new FaultyServer(
            (n, request, out) -> {
              out.ok(n == 1 ? flipped : CONTENT);
              return true;
            })) {
      Downloads.Downloaded downloaded = fixture.get(server.url("/thing.bin"));
      assertThat(fixture.bytes(downloaded)).isEqualTo(CONTENT);
      assertThat(downloaded.warnings()).hasSize(1);
      assertThat(server.requests().get(1).headers()).containsEntry("cache-control", "no-cache");
    }
  }

  @Test
  void failsWithBothDigestsWhenTheBytesStayWrong() throws Exception {
    byte[] flipped = CONTENT.clone();
    flipped[1000] ^= 4;
    try (var server =
        new FaultyServer(
            (n, request, out) -> {
              out.ok(flipped);
              return true;
            })) {
      IntegrityException failure = (IntegrityException) failure(server);
      assertThat(failure.code()).isEqualTo("integrity.digest");
      assertThat(failure.expected()).isEqualTo(DownloadsFixture.sha256(CONTENT).toString());
      assertThat(failure.actual()).isEqualTo(DownloadsFixture.sha256(flipped).toString());
      assertThat(server.requests()).hasSize(2);
      assertThat(fixture.store.find(DownloadsFixture.sha256(flipped))).isEmpty();
    }
  }

  @Test
  void takesTheNextMirrorWhenOneHasWrongBytes() throws Exception {
    try (var wrong =
            new FaultyServer(
                (n, request, out) -> {
                  out.ok("something else".getBytes(StandardCharsets.UTF_8));
                  return true;
                });
        var right = new FaultyServer((n, request, out) -> ok(out))) {
      Downloads.Downloaded downloaded = fixture.get(wrong.url("/a"), right.url("/b"));
      assertThat(fixture.bytes(downloaded)).isEqualTo(CONTENT);
      assertThat(downloaded.locator()).isEqualTo(right.url("/b"));
      assertThat(downloaded.warnings())
          .anySatisfy(
              warning -> {
                assertThat(warning.code()).isEqualTo("integrity.mirror");
                assertThat(warning.message()).contains(wrong.url("/a"));
              });
    }
  }

  @Test
  void recognisesAnHtmlPage() throws Exception {
    try (var server =
        new FaultyServer(
            (n, request, out) -> {
              out.ok("<!DOCTYPE html><title>Log in".getBytes(StandardCharsets.UTF_8));
              return true;
            })) {
      assertThat(failure(server)).hasMessageContaining("HTML page");
    }
  }

  @Test
  void saysThatABodyWithoutLengthIsShort() throws Exception {
    try (var server =
        new FaultyServer(
            (n, request, out) -> {
              out.head("HTTP/1.1 200 OK", "Connection: close").bytes(CONTENT, 0, HALF);
              return false;
            })) {
      IntegrityException failure =
          catchThrowableOfType(
              IntegrityException.class,
              () -> fixture.get(artifact(CONTENT, server.url("/thing")).size(CONTENT.length)));
      assertThat(failure.code()).isEqualTo("integrity.size");
      assertThat(failure).hasMessageContaining("short: got 150000 of 300000 bytes");
    }
  }

  @Test
  void stopsAnEndlessBodyAtThePinnedSize() throws Exception {
    try (var server = new FaultyServer((n, request, out) -> endless(out))) {
      IntegrityException failure =
          catchThrowableOfType(
              IntegrityException.class,
              () -> fixture.get(artifact(CONTENT, server.url("/thing")).size(CONTENT.length)));
      assertThat(failure.code()).isEqualTo("integrity.size");
    }
  }

  @Test
  void stopsAnEndlessBodyAtTheCapOfThePolicy() throws Exception {
    fixture.policy = Policy.builder().maxArtifactBytes(1_000_000).build();
    try (var server = new FaultyServer((n, request, out) -> endless(out))) {
      assertThat(failure(server)).isInstanceOf(PolicyException.class);
      assertThat(server.requests()).hasSize(1);
    }
  }

  private static boolean endless(FaultyServer.Wire out) throws Exception {
    out.head("HTTP/1.1 200 OK");
    while (true) {
      out.bytes(CONTENT);
    }
  }

  @Test
  void refusesAGarbageStatusLine() throws Exception {
    try (var server =
        new FaultyServer(
            (n, request, out) -> {
              out.text("this is not HTTP\r\n\r\n");
              return false;
            })) {
      assertThat(failure(server).code()).isEqualTo("fetch.protocol");
    }
  }

  @Test
  void refusesAHeaderBomb() throws Exception {
    try (var server =
        new FaultyServer(
            (n, request, out) -> {
              out.text("HTTP/1.1 200 OK\r\n");
              for (int i = 0; i < 200_000; i++) {
                out.text("X-Field-" + i + ": value\r\n");
              }
              return false;
            })) {
      assertThat(failure(server).code()).isEqualTo("fetch.protocol");
    }
  }

  @Test
  void refusesAFloodOfInformationalResponses() throws Exception {
    try (var server =
        new FaultyServer(
            (n, request, out) -> {
              while (true) {
                out.head("HTTP/1.1 103 Early Hints");
              }
            })) {
      assertThat(failure(server).code()).isEqualTo("fetch.protocol");
    }
  }

  @Test
  void refusesAnEncodingNobodyAskedFor() throws Exception {
    try (var server =
        new FaultyServer(
            (n, request, out) -> {
              out.head("HTTP/1.1 200 OK", length(3), "Content-Encoding: br").text("abc");
              return true;
            })) {
      assertThat(failure(server).code()).isEqualTo("fetch.encoding");
      assertThat(server.requests().get(0).headers()).containsEntry("accept-encoding", "identity");
    }
  }

  @Test
  void takesMislabelledGzipAsTheFileItself() throws Exception {
    try (var server =
        new FaultyServer(
            (n, request, out) -> {
              out.head("HTTP/1.1 200 OK", length(CONTENT.length), "Content-Encoding: gzip")
                  .bytes(CONTENT);
              return true;
            })) {
      arrives(server);
    }
  }

  @Test
  void replacesAKeptConnectionThatWasCutSilently() throws Exception {
    byte[] small = DownloadsFixture.random(100);
    try (var server =
        new FaultyServer(
            (n, request, out) -> {
              if (n == 2) {
                out.reset();
                return false;
              }
              out.ok(request.path().equals("/small") ? small : CONTENT);
              return true;
            })) {
      fixture.get(artifact(small, server.url("/small")));
      arrives(server);
      assertThat(fixture.waits).isEmpty();
      assertThat(server.requests()).hasSize(3);
    }
  }

  @Test
  void givesUpOnAServerThatStallsWithinTheBody() throws Exception {
    HttpSettings impatient =
        HttpSettings.builder()
            .timeouts(Duration.ofSeconds(5), Duration.ofMillis(300), Duration.ofSeconds(60))
            .retries(2, Duration.ofMillis(1), Duration.ofMillis(1))
            .build();
    try (var server =
            new FaultyServer(
                (n, request, out) -> {
                  truncated(out);
                  Thread.sleep(60_000);
                  return false;
                });
        var other =
            new DownloadsFixture(directory.resolve("other"), impatient, Credentials.none())) {
      FetchException failure =
          catchThrowableOfType(FetchException.class, () -> other.get(server.url("/thing")));
      assertThat(failure.code()).isEqualTo("fetch.timeout");
      assertThat(failure).hasMessageContaining("got 150000 of 300000");
    }
  }

  @Test
  void givesUpOnAServerThatDripsPastTheTotalTime() throws Exception {
    HttpSettings impatient =
        HttpSettings.builder()
            .timeouts(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(500))
            .retries(1, Duration.ofMillis(1), Duration.ofMillis(1))
            .build();
    try (var server =
            new FaultyServer(
                (n, request, out) -> {
                  out.head("HTTP/1.1 200 OK", length(CONTENT.length));
                  while (true) {
                    out.text("x");
                    Thread.sleep(20);
                  }
                });
        var other =
            new DownloadsFixture(directory.resolve("other"), impatient, Credentials.none())) {
      FetchException failure =
          catchThrowableOfType(FetchException.class, () -> other.get(server.url("/thing")));
      assertThat(failure.code()).isEqualTo("fetch.timeout");
    }
  }

  @Test
  void namesAHostThatIsNotKnownAndAsksOnlyTwice() {
    FetchException failure =
        catchThrowableOfType(
            FetchException.class, () -> fixture.get("http://nowhere.invalid/thing"));
    assertThat(failure.code()).isEqualTo("fetch.dns");
    assertThat(failure).hasMessageContaining("nowhere.invalid");
    assertThat(fixture.waits).hasSize(1);
  }

  @Test
  void opensNoConnectionOffline() throws Exception {
    fixture.mode = NetworkMode.OFFLINE;
    try (var server = new FaultyServer((n, request, out) -> ok(out))) {
      HermeticException failure = failure(server);
      assertThat(failure.code()).isEqualTo("fetch.offline");
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void takesFromTheStoreOffline() throws Exception {
    try (var server = new FaultyServer((n, request, out) -> ok(out))) {
      arrives(server);
      fixture.mode = NetworkMode.OFFLINE;
      assertThat(fixture.get(server.url("/thing.bin")).fromStore()).isTrue();
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void stopsWithinTheBodyWhenTheRunIsCancelled() throws Exception {
    try (var server =
        new FaultyServer(
            (n, request, out) -> {
              if (n > 1) {
                return request.has("range") ? rest(out, request.rangeStart()) : ok(out);
              }
              out.head("HTTP/1.1 200 OK", length(CONTENT.length), "ETag: \"one\"")
                  .bytes(CONTENT, 0, HALF);
              fixture.token.cancel();
              Thread.sleep(60_000);
              return false;
            })) {
      assertThat(
              catchThrowableOfType(
                  CancelledException.class, () -> fixture.get(server.url("/thing.bin"))))
          .isNotNull();
      try (var next = new DownloadsFixture(directory)) {
        assertThat(next.bytes(next.get(server.url("/thing.bin")))).isEqualTo(CONTENT);
      }
    }
  }
}
