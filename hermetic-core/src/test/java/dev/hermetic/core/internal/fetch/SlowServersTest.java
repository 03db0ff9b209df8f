package dev.hermetic.core.internal.fetch;

import static dev.hermetic.core.internal.fetch.DownloadsFixture.CONTENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hermetic.core.Credentials;
import dev.hermetic.core.FetchException;
import dev.hermetic.core.HttpSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Servers that keep a client waiting. */
final class SlowServersTest extends FaultLab {
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
}
