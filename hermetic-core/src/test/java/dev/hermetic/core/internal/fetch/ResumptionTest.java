package dev.hermetic.core.internal.fetch;

import static dev.hermetic.core.internal.fetch.DownloadsFixture.CONTENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hermetic.core.CancelledException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How a download that broke off goes on. */
final class ResumptionTest extends FaultLab {
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
  void refusesARangeNobodyAskedFor() throws Exception {
    try (var server = new FaultyServer((n, request, out) -> rest(out, 0))) {
      assertThat(failure(server).code()).isEqualTo("fetch.status");
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

  @Test
  void startsAnewWhenAPowerLossZeroedThePart() throws Exception {
    try (var server =
        new FaultyServer(
            (n, request, out) -> {
              if (n <= 3) {
                return truncated(out);
              }
              return request.has("range") ? rest(out, request.rangeStart()) : ok(out);
            })) {
      assertThat(failure(server).code()).isEqualTo("fetch.truncated");
      fixture.close();
      Files.write(onlyPart(), new byte[HALF]);
      fixture = new DownloadsFixture(directory);
      arrives(server);
      assertThat(server.requests().get(3).has("range")).isTrue();
      assertThat(server.requests().get(4).has("range")).isFalse();
    }
  }

  private Path onlyPart() throws Exception {
    try (Stream<Path> files = Files.list(directory.resolve("v1/tmp"))) {
      return files.filter(file -> file.toString().endsWith(".part")).findFirst().orElseThrow();
    }
  }
}
