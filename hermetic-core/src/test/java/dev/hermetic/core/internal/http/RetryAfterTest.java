package dev.hermetic.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.hc.core5.http.message.BasicHttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms of dates in HTTP: RFC 9110, section 5.6.7. */
final class RetryAfterTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-06T08:49:00Z"));

  private static Optional<Duration> delay(String value) {
    BasicHttpResponse response = new BasicHttpResponse(503);
    response.setHeader("Retry-After", value);
    return new StatusFailure(CLOCK).retryAfter(response);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "37",
        "Fri, 06 Nov 2026 08:49:37 GMT",
        "Friday, 06-Nov-26 08:49:37 GMT",
        "Fri Nov  6 08:49:37 2026"
      })
  void readsEveryForm(String value) {
    assertThat(delay(value)).contains(Duration.ofSeconds(37));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-1", "soon", "1.5", "9999999999999999999", "Fri, 31 Feb 2026 08:49:37 GMT"})
  void countsGarbageAsAbsent(String value) {
    assertThat(delay(value)).isEmpty();
  }

  @Test
  void countsAPastDateAsAbsent() {
    assertThat(delay("Fri, 06 Nov 2026 08:48:59 GMT")).isEmpty();
  }
}
