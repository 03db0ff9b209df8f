package dev.hermetic.core.internal.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.HermeticException;
import dev.hermetic.core.NetworkMode;
import org.junit.jupiter.api.Test;

/** Runs that may not use the network. */
final class OfflineTest extends FaultLab {
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
}
