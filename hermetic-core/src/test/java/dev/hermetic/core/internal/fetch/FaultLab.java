package dev.hermetic.core.internal.fetch;

import static dev.hermetic.core.internal.fetch.DownloadsFixture.CONTENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hermetic.core.HermeticException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A store and a client for tests of downloads from faulty servers, and their answers. */
abstract class FaultLab {
  static final int HALF = 150_000;

  @TempDir Path directory;
  DownloadsFixture fixture;

  @BeforeEach
  void open() {
    fixture = new DownloadsFixture(directory);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  HermeticException failure(FaultyServer server) {
    return failure(server.url("/thing.bin"));
  }

  HermeticException failure(String url) {
    HermeticException failure =
        catchThrowableOfType(HermeticException.class, () -> fixture.get(url));
    assertThat(failure).isNotNull();
    assertThat(failure.subject()).contains("thing@1.0");
    return failure;
  }

  void arrives(FaultyServer server) throws Exception {
    Downloads.Downloaded downloaded = fixture.get(server.url("/thing.bin"));
    assertThat(fixture.bytes(downloaded)).isEqualTo(CONTENT);
    assertThat(downloaded.fromStore()).isFalse();
  }

  static String length(int bytes) {
    return "Content-Length: " + bytes;
  }

  static boolean truncated(FaultyServer.Wire out) throws Exception {
    out.head("HTTP/1.1 200 OK", length(CONTENT.length), "ETag: \"one\"").bytes(CONTENT, 0, HALF);
    return false;
  }

  static boolean rest(FaultyServer.Wire out, long from) throws Exception {
    int start = (int) from;
    out.head(
            "HTTP/1.1 206 Partial Content",
            "ETag: \"one\"",
            "Content-Range: bytes " + start + "-" + (CONTENT.length - 1) + "/" + CONTENT.length,
            length(CONTENT.length - start))
        .bytes(CONTENT, start, CONTENT.length);
    return true;
  }

  static boolean ok(FaultyServer.Wire out) throws Exception {
    out.ok(CONTENT);
    return true;
  }

  static boolean status(FaultyServer.Wire out, String status, String... more) throws Exception {
    String[] lines = Arrays.copyOf(more, more.length + 2);
    System.arraycopy(more, 0, lines, 2, more.length);
    lines[0] = "HTTP/1.1 " + status;
    lines[1] = length(0);
    out.head(lines);
    return true;
  }
}
