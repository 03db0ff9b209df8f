package dev.hermetic.core.internal.fetch;

import static dev.hermetic.core.internal.fetch.DownloadsFixture.CONTENT;
import static dev.hermetic.core.internal.fetch.DownloadsFixture.artifact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hermetic.core.HermeticException;
import dev.hermetic.core.IntegrityException;
import dev.hermetic.core.Policy;
import dev.hermetic.core.PolicyException;
import org.junit.jupiter.api.Test;

/** Bodies that end too early, too late or never. */
final class BodyFaultsTest extends FaultLab {
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

  static boolean endless(FaultyServer.Wire out) throws Exception {
    out.head("HTTP/1.1 200 OK");
    while (true) {
      out.bytes(CONTENT);
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
}
