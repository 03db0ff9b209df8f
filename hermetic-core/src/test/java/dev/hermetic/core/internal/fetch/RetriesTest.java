package dev.hermetic.core.internal.fetch;

import static dev.hermetic.core.internal.fetch.DownloadsFixture.CONTENT;
import static dev.hermetic.core.internal.fetch.DownloadsFixture.artifact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hermetic.core.FetchException;
import dev.hermetic.core.HermeticException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;

/** What is tried again, when, and how often. */
final class RetriesTest extends FaultLab {
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
  void waitsUntilTheDateTheServerNames() throws Exception {
    DateTimeFormatter form = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);
    String date = form.format(Instant.now().plusSeconds(50));
    try (var server =
        new FaultyServer(
            (n, request, out) ->
                n == 1 ? status(out, "503 Busy", "Retry-After: " + date) : ok(out))) {
      arrives(server);
      assertThat(fixture.waits)
          .singleElement()
          .satisfies(
              wait -> assertThat(wait).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(50)));
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
  void namesAHostThatIsNotKnownAndAsksOnlyTwice() {
    FetchException failure =
        catchThrowableOfType(
            FetchException.class, () -> fixture.get("http://nowhere.invalid/thing"));
    assertThat(failure.code()).isEqualTo("fetch.dns");
    assertThat(failure).hasMessageContaining("nowhere.invalid");
    assertThat(fixture.waits).hasSize(1);
  }
}
