package dev.hermetic.core.internal.fetch;

import static dev.hermetic.core.internal.fetch.DownloadsFixture.CONTENT;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Responses that are no HTTP, or ambiguous HTTP. */
final class MessageFaultsTest extends FaultLab {
  @Test
  void refusesTwoLengths() throws Exception {
    try (var server =
        new FaultyServer(
            (n, request, out) -> {
              out.head("HTTP/1.1 200 OK", length(CONTENT.length), length(10)).bytes(CONTENT);
              return false;
            })) {
      assertThat(failure(server).code()).isEqualTo("fetch.protocol");
    }
  }

  @Test
  void refusesALengthBesideChunks() throws Exception {
    try (var server =
        new FaultyServer(
            (n, request, out) -> {
              out.head("HTTP/1.1 200 OK", length(3), "Transfer-Encoding: chunked")
                  .text("3\r\nabc\r\n0\r\n\r\n");
              return false;
            })) {
      assertThat(failure(server).code()).isEqualTo("fetch.protocol");
    }
  }

  @Test
  void refusesANegativeLength() throws Exception {
    try (var server =
        new FaultyServer(
            (n, request, out) -> {
              out.head("HTTP/1.1 200 OK", "Content-Length: -5").bytes(CONTENT);
              return false;
            })) {
      assertThat(failure(server).code()).isEqualTo("fetch.protocol");
    }
  }

  @Test
  void refusesAGarbageStatusLine() throws Exception {
    try (var server =
        new FaultyServer(
            (n, request, out) -> {
              out.text("this is not HTTP\r\n\r\n");
              return false;
            })) {
      assertThat(failure(server).code()).isEqualTo("fetch.protocol");
    }
  }

  @Test
  void refusesAHeaderBomb() throws Exception {
    try (var server =
        new FaultyServer(
            (n, request, out) -> {
              out.text("HTTP/1.1 200 OK\r\n");
              for (int i = 0; i < 200_000; i++) {
                out.text("X-Field-" + i + ": value\r\n");
              }
              return false;
            })) {
      assertThat(failure(server).code()).isEqualTo("fetch.protocol");
    }
  }

  @Test
  void refusesAFloodOfInformationalResponses() throws Exception {
    try (var server =
        new FaultyServer(
            (n, request, out) -> {
              while (true) {
                out.head("HTTP/1.1 103 Early Hints");
              }
            })) {
      assertThat(failure(server).code()).isEqualTo("fetch.protocol");
    }
  }

  @Test
  void refusesAnEncodingNobodyAskedFor() throws Exception {
    try (var server =
        new FaultyServer(
            (n, request, out) -> {
              out.head("HTTP/1.1 200 OK", length(3), "Content-Encoding: br").text("abc");
              return true;
            })) {
      assertThat(failure(server).code()).isEqualTo("fetch.encoding");
      assertThat(server.requests().get(0).headers()).containsEntry("accept-encoding", "identity");
    }
  }
}
