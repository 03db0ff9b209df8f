package dev.hermetic.core.internal.fetch;

import static dev.hermetic.core.internal.fetch.DownloadsFixture.CONTENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hermetic.core.Digest;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.NetworkMode;
import dev.hermetic.core.Policy;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.spi.LockContext;
import java.security.MessageDigest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Content without a pin, which only lockers may ask for. */
final class ObtainTest extends FaultLab {
  private LockContext.Obtained obtain(FaultyServer server) throws Exception {
    return fixture
        .downloads()
        .obtain(
            SafeUri.parse(server.url("/thing.bin")), Map.of("PRIVATE-TOKEN", "t0"), fixture.run());
  }

  private String code(FaultyServer server) {
    HermeticException failure = catchThrowableOfType(HermeticException.class, () -> obtain(server));
    assertThat(failure).isNotNull().hasMessageContaining("/thing.bin");
    return failure.code();
  }

  @Test
  void tellsWhatTheContentIs() throws Exception {
    byte[] sha512 = MessageDigest.getInstance("SHA-512").digest(CONTENT);
    try (var server = new FaultyServer((n, request, out) -> ok(out))) {
      LockContext.Obtained obtained = obtain(server);
      assertThat(obtained.sha256()).isEqualTo(DownloadsFixture.sha256(CONTENT));
      assertThat(obtained.size()).isEqualTo(CONTENT.length);
      assertThat(obtained.digests())
          .containsEntry(Digest.Algorithm.SHA512, Digest.of(Digest.Algorithm.SHA512, sha512));
      assertThat(fixture.store.find(obtained.sha256())).isPresent();
    }
  }

  @Test
  void neverJoinsHalvesThatNoPinHoldsTogether() throws Exception {
    try (var server = new FaultyServer((n, request, out) -> n == 1 ? truncated(out) : ok(out))) {
      assertThat(obtain(server).sha256()).isEqualTo(DownloadsFixture.sha256(CONTENT));
      assertThat(server.requests()).hasSize(2);
      assertThat(server.requests().get(1).has("range")).isFalse();
    }
  }

  @Test
  void refusesAnEmptyBody() throws Exception {
    try (var server =
        new FaultyServer(
            (n, request, out) -> {
              out.ok(new byte[0]);
              return true;
            })) {
      assertThat(code(server)).isEqualTo("fetch.empty");
    }
  }

  @Test
  void stopsAnEndlessBody() throws Exception {
    fixture.policy = Policy.builder().maxArtifactBytes(1_000_000).build();
    try (var server = new FaultyServer((n, request, out) -> BodyFaultsTest.endless(out))) {
      assertThat(code(server)).isEqualTo("policy.size");
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void opensNoConnectionOffline() throws Exception {
    fixture.mode = NetworkMode.OFFLINE;
    try (var server = new FaultyServer((n, request, out) -> ok(out))) {
      assertThat(code(server)).isEqualTo("fetch.offline");
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void opensNoConnectionToABlockedHost() throws Exception {
    fixture.policy = Policy.builder().blockHost("127.0.0.1").build();
    try (var server = new FaultyServer((n, request, out) -> ok(out))) {
      assertThat(code(server)).isEqualTo("policy.host");
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void sendsSecretsToTheFirstOriginOnly() throws Exception {
    try (var foreign = new FaultyServer((n, request, out) -> ok(out));
        var home =
            new FaultyServer(
                (n, request, out) ->
                    status(out, "302 Found", "Location: " + foreign.url("/thing.bin")))) {
      obtain(home);
      assertThat(home.requests().get(0).headers()).containsEntry("private-token", "t0");
      assertThat(foreign.requests().get(0).has("private-token")).isFalse();
    }
  }
}
