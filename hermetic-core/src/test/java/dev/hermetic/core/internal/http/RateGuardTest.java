package dev.hermetic.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RateGuardTest {
  private long now;
  private final RateGuard guard =
      new RateGuard(new RateGuard.Minimum(1000, Duration.ofNanos(100)), () -> now);

  @Test
  void toleratesSilenceWithinAWindow() {
    now = 99;
    assertThat(guard.received(1)).isTrue();
  }

  @Test
  void noticesAWindowThatWasTooSlow() {
    now = 50;
    guard.received(998);
    now = 100;
    assertThat(guard.received(1)).isFalse();
  }

  @Test
  void judgesEachWindowByItself() {
    now = 100;
    assertThat(guard.received(5000)).isTrue();
    now = 200;
    assertThat(guard.received(10)).isFalse();
  }
}
