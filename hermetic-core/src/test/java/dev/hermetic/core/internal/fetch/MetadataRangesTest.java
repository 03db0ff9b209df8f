package dev.hermetic.core.internal.fetch;

import static dev.hermetic.core.internal.fetch.DownloadsFixture.CONTENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hermetic.core.HermeticException;
import dev.hermetic.core.InputException;
import dev.hermetic.core.NetworkMode;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.spi.Metadata;
import dev.hermetic.core.spi.MetadataRequest;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parts of large files, such as the directory at the end of a ZIP file. */
final class MetadataRangesTest {
  private static final int SIZE = CONTENT.length;

  @TempDir Path directory;
  private DownloadsFixture fixture;

  @BeforeEach
  void open() {
    fixture = new DownloadsFixture(directory);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private static MetadataRequest.Builder request(FaultyServer server) {
    return MetadataRequest.builder(SafeUri.parse(server.url("/x.whl")), 100_000);
  }

  private Metadata ask(MetadataRequest.Builder request) throws InterruptedException {
    return fixture.downloads().metadata(request.build(), fixture.run());
  }

  private String failure(MetadataRequest.Builder request) {
    return catchThrowableOfType(HermeticException.class, () -> ask(request)).code();
  }

  /** Serves ranges as RFC 9110 has them. */
  private static FaultyServer ranges() {
    return new FaultyServer(
        (n, request, out) -> {
          String[] bounds = request.headers().get("range").substring(6).split("-", -1);
          int last = Integer.parseInt(bounds[1]);
          int from = bounds[0].isEmpty() ? SIZE - last : Integer.parseInt(bounds[0]);
          return part(out, from, bounds[0].isEmpty() ? SIZE : Math.min(SIZE, last + 1));
        });
  }

  private static boolean part(FaultyServer.Wire out, int from, int to) throws Exception {
    out.head(
            "HTTP/1.1 206 Partial Content",
            "Content-Range: bytes " + from + "-" + (to - 1) + "/" + SIZE,
            "Content-Length: " + (to - from))
        .bytes(CONTENT, from, to);
    return true;
  }

  @Test
  void givesTheBytesBetweenTwoPositions() throws Exception {
    try (FaultyServer server = ranges()) {
      Metadata part = ask(request(server).range(1000, 1999));
      assertThat(part.bytes()).isEqualTo(Arrays.copyOfRange(CONTENT, 1000, 2000));
      assertThat(part.offset()).isEqualTo(1000);
      assertThat(part.totalBytes()).isEqualTo(SIZE);
    }
  }

  @Test
  void givesTheLastBytes() throws Exception {
    try (FaultyServer server = ranges()) {
      Metadata part = ask(request(server).lastBytes(22));
      assertThat(part.bytes()).isEqualTo(Arrays.copyOfRange(CONTENT, SIZE - 22, SIZE));
      assertThat(part.offset()).isEqualTo(SIZE - 22);
    }
  }

  @Test
  void aShorterContentGivesFewerBytes() throws Exception {
    try (FaultyServer server = ranges()) {
      assertThat(ask(request(server).range(SIZE - 5, SIZE + 5)).size()).isEqualTo(5);
    }
  }

  @Test
  void keepsPartsForRunsWithoutNetwork() throws Exception {
    try (FaultyServer server = ranges()) {
      Metadata online = ask(request(server).lastBytes(22));
      fixture.mode = NetworkMode.OFFLINE;
      Metadata offline = ask(request(server).lastBytes(22));
      assertThat(offline.bytes()).isEqualTo(online.bytes());
      assertThat(offline.offset()).isEqualTo(online.offset());
      assertThat(offline.totalBytes()).isEqualTo(SIZE);
      assertThat(failure(request(server).lastBytes(23))).isEqualTo("fetch.offline");
    }
  }

  @Test
  void readsNothingOfAServerThatSendsEverything() throws Exception {
    try (FaultyServer server =
        new FaultyServer(
            (n, request, out) -> {
              out.ok(CONTENT);
              return true;
            })) {
      assertThat(failure(request(server).range(0, 9))).isEqualTo("fetch.no-range");
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void refusesOtherBytesThanThoseAskedFor() throws Exception {
    try (FaultyServer server = new FaultyServer((n, request, out) -> part(out, 100, 200))) {
      assertThat(failure(request(server).range(0, 99))).isEqualTo("fetch.protocol");
      assertThat(failure(request(server).range(100, 150))).isEqualTo("fetch.protocol");
      assertThat(failure(request(server).lastBytes(100))).isEqualTo("fetch.protocol");
    }
  }

  @Test
  void refusesAPartThatDoesNotSayWhichItIs() throws Exception {
    try (FaultyServer server =
        new FaultyServer(
            (n, request, out) -> {
              out.head("HTTP/1.1 206 Partial Content", "Content-Length: 3").text("abc");
              return true;
            })) {
      assertThat(failure(request(server).range(0, 2))).isEqualTo("fetch.no-range");
    }
  }

  @Test
  void refusesMoreThanTheCallerWants() throws Exception {
    try (FaultyServer server = ranges()) {
      assertThat(failure(request(server).range(0, 100_000))).isEqualTo("policy.size");
    }
  }

  @Test
  void thereIsNoRangeThatEndsBeforeItBegins() {
    MetadataRequest.Builder request =
        MetadataRequest.builder(SafeUri.parse("http://index.example/x.whl"), 10);
    assertThatThrownBy(() -> request.range(5, 4)).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> request.lastBytes(0)).isInstanceOf(InputException.class);
  }
}
