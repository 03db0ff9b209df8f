package dev.hermetic.core.internal.fetch;

import static dev.hermetic.core.internal.fetch.DownloadsFixture.CONTENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.IntegrityException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Bytes that are not the pinned ones. */
final class WrongBytesTest extends FaultLab {
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
}
