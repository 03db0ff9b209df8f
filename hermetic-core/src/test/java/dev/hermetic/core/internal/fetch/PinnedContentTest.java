package dev.hermetic.core.internal.fetch;

import static dev.hermetic.core.internal.fetch.DownloadsFixture.CONTENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hermetic.core.Digest;
import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.NetworkMode;
import dev.hermetic.core.Policy;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.spi.StagedContent;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Content by its digest, as lockers ask for it. */
final class PinnedContentTest extends FaultLab {
  private static final ExpectedDigests SHA256 =
      ExpectedDigests.of(DownloadsFixture.sha256(CONTENT));
  private static final ExpectedDigests OTHER =
      ExpectedDigests.of(DownloadsFixture.sha256(new byte[] {1}));

  private StagedContent get(FaultyServer server, ExpectedDigests expected, long maxBytes)
      throws Exception {
    Downloads.Pin pin =
        new Downloads.Pin(SafeUri.parse(server.url("/thing.bin")), expected, maxBytes);
    return fixture.downloads().pinned(pin, Map.of("PRIVATE-TOKEN", "t0"), fixture.run());
  }

  private String code(FaultyServer server, ExpectedDigests expected, long maxBytes) {
    HermeticException failure =
        catchThrowableOfType(HermeticException.class, () -> get(server, expected, maxBytes));
    assertThat(failure).isNotNull().hasMessageContaining("thing.bin");
    return failure.code();
  }

  private static byte[] bytes(StagedContent content) throws Exception {
    try (InputStream in = content.open()) {
      return in.readAllBytes();
    }
  }

  @Test
  void isDownloadedOnceAndThenComesFromTheStore() throws Exception {
    try (var server = new FaultyServer((n, request, out) -> ok(out))) {
      assertThat(bytes(get(server, SHA256, CONTENT.length))).isEqualTo(CONTENT);
      fixture.mode = NetworkMode.OFFLINE;
      StagedContent again = get(server, SHA256, CONTENT.length);
      assertThat(bytes(again)).isEqualTo(CONTENT);
      assertThat(again.size()).isEqualTo(CONTENT.length);
      assertThat(again.sha256()).isEqualTo(DownloadsFixture.sha256(CONTENT));
      assertThat(server.requests()).hasSize(1);
      assertThat(server.requests().get(0).headers()).containsEntry("private-token", "t0");
    }
  }

  @Test
  void goesOnWhereATransferBroke() throws Exception {
    try (var server =
        new FaultyServer((n, request, out) -> n == 1 ? truncated(out) : rest(out, HALF))) {
      assertThat(bytes(get(server, SHA256, CONTENT.length))).isEqualTo(CONTENT);
      assertThat(server.requests().get(1).has("range")).isTrue();
    }
  }

  @Test
  void refusesOtherBytes() throws Exception {
    try (var server = new FaultyServer((n, request, out) -> ok(out))) {
      assertThat(code(server, OTHER, CONTENT.length)).isEqualTo("integrity.digest");
    }
  }

  @Test
  void checksADigestThatIsTooWeakToFindTheContentAgain() throws Exception {
    byte[] sha1 = MessageDigest.getInstance("SHA-1").digest(CONTENT);
    ExpectedDigests right = ExpectedDigests.of(Digest.of(Digest.Algorithm.SHA1, sha1));
    ExpectedDigests wrong = ExpectedDigests.of(Digest.of(Digest.Algorithm.SHA1, new byte[20]));
    try (var server = new FaultyServer((n, request, out) -> ok(out))) {
      assertThat(bytes(get(server, right, CONTENT.length))).isEqualTo(CONTENT);
      assertThat(code(server, wrong, CONTENT.length)).isEqualTo("integrity.digest");
      fixture.mode = NetworkMode.OFFLINE;
      assertThat(code(server, right, CONTENT.length)).isEqualTo("fetch.offline");
    }
  }

  @Test
  void refusesMoreBytesThanWereAllowed() throws Exception {
    try (var server = new FaultyServer((n, request, out) -> ok(out))) {
      assertThat(code(server, SHA256, CONTENT.length - 1)).isEqualTo("policy.size");
      get(server, SHA256, CONTENT.length);
      assertThat(code(server, SHA256, CONTENT.length - 1)).isEqualTo("policy.size");
    }
  }

  @Test
  void refusesToGoWithoutADigest() throws Exception {
    try (var server = new FaultyServer((n, request, out) -> ok(out))) {
      assertThat(code(server, ExpectedDigests.none(), 1)).isEqualTo("input.no-digest");
    }
  }

  @Test
  void opensNoConnectionToABlockedHost() throws Exception {
    fixture.policy = Policy.builder().blockHost("127.0.0.1").build();
    try (var server = new FaultyServer((n, request, out) -> ok(out))) {
      assertThat(code(server, SHA256, CONTENT.length)).isEqualTo("policy.host");
      assertThat(server.connections()).isZero();
    }
  }
}
