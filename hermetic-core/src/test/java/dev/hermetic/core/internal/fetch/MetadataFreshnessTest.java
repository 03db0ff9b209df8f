package dev.hermetic.core.internal.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.LocatorRules;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.spi.MetadataRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * RFC 9111: how long an answer is used without asking, which servers without validators can say.
 */
final class MetadataFreshnessTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir Path directory;
  private DownloadsFixture fixture;

  @BeforeEach
  void open() {
    fixture = new DownloadsFixture(directory);
    after(0);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private void after(long seconds) {
    fixture.clock = Clock.fixed(NOON.plusSeconds(seconds), ZoneOffset.UTC);
  }

  private String ask(String url) throws InterruptedException {
    MetadataRequest request = MetadataRequest.builder(SafeUri.parse(url), 1 << 20).build();
    return new String(
        fixture.downloads().metadata(request, fixture.run()).bytes(), StandardCharsets.UTF_8);
  }

  private static FaultyServer pages(String... fields) {
    return new FaultyServer(
        (n, request, out) -> {
          String body = "page " + n;
          String[] head = new String[fields.length + 2];
          head[0] = request.has("if-none-match") ? "HTTP/1.1 304 Not Modified" : "HTTP/1.1 200 OK";
          head[1] = "Content-Length: " + (request.has("if-none-match") ? 0 : body.length());
          System.arraycopy(fields, 0, head, 2, fields.length);
          FaultyServer.Wire wire = out.head(head);
          if (!request.has("if-none-match")) {
            wire.text(body);
          }
          return true;
        });
  }

  @Test
  void aFreshAnswerIsUsedWithoutARequest() throws Exception {
    try (FaultyServer server = pages("Cache-Control: public, max-age=600")) {
      ask(server.url("/i"));
      after(599);
      assertThat(ask(server.url("/i"))).isEqualTo("page 1");
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void aStaleAnswerIsAskedForAgain() throws Exception {
    try (FaultyServer server = pages("Cache-Control: max-age=600")) {
      ask(server.url("/i"));
      after(600);
      assertThat(ask(server.url("/i"))).isEqualTo("page 2");
    }
  }

  @Test
  void anAnswerWithoutAnyWordIsAskedForAgain() throws Exception {
    try (FaultyServer server = pages()) {
      ask(server.url("/i"));
      assertThat(ask(server.url("/i"))).isEqualTo("page 2");
    }
  }

  @Test
  void whatIsStillCurrentIsFreshOnceMore() throws Exception {
    try (FaultyServer server = pages("Cache-Control: max-age=600", "ETag: \"1\"")) {
      ask(server.url("/i"));
      after(700);
      ask(server.url("/i"));
      assertThat(server.requests()).hasSize(2);
      after(1200);
      assertThat(ask(server.url("/i"))).isEqualTo("page 1");
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void anAnswerWhoseContentIsGoneIsAskedForAgainAsIfItHadNeverBeenThere() throws Exception {
    try (FaultyServer server = pages("Cache-Control: max-age=600", "ETag: \"1\"")) {
      ask(server.url("/i"));
      deleteContent();
      assertThat(ask(server.url("/i"))).isEqualTo("page 2");
      assertThat(server.requests().get(1).has("if-none-match")).isFalse();
    }
  }

  private void deleteContent() throws IOException {
    List<Path> objects;
    try (Stream<Path> all = Files.walk(directory)) {
      objects =
          all.filter(Files::isRegularFile)
              .filter(file -> file.toString().contains("/v1/sha256/"))
              .toList();
    }
    assertThat(objects).hasSize(1);
    Files.delete(objects.get(0));
  }

  @Test
  void nothingIsFreshInTheFuture() throws Exception {
    try (FaultyServer server = pages("Cache-Control: max-age=86400")) {
      ask(server.url("/i"));
      after(-Duration.ofDays(30).toSeconds());
      assertThat(ask(server.url("/i"))).isEqualTo("page 2");
    }
  }

  @Test
  void theFreshAnswerOfAMirrorIsNotThatOfAnother() throws Exception {
    try (FaultyServer one = pages("Cache-Control: max-age=600");
        FaultyServer two = pages("Cache-Control: max-age=600")) {
      fixture.rules = LocatorRules.none().rewrite("http://index.example/", one.url("/"), false);
      ask("http://index.example/i");
      fixture.rules = LocatorRules.none().rewrite("http://index.example/", two.url("/"), false);
      ask("http://index.example/i");
      assertThat(two.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "max-age=600|-|600",
        "MAX-AGE = \"600\" , Public|-|600",
        "max-age=600|100|500",
        "max-age=600|700|0",
        "max-age=31536000, immutable|-|86400",
        "immutable|-|0",
        "no-cache, max-age=600|-|0",
        "max-age=600, no-store|-|0",
        "max-age=-5|-|0",
        "max-age=99999999999999999999|-|0",
        "max-age|-|0",
        "s-maxage=600|-|0"
      })
  void readsWhatServersSay(String control, String age, long seconds) {
    Map<String, String> fields =
        age == null
            ? Map.of("cache-control", control)
            : Map.of("cache-control", control, "age", age);
    assertThat(Freshness.seconds(fields)).isEqualTo(seconds);
  }

  @Test
  void keepsWhatAPluginWantsKept() throws Exception {
    Downloads downloads = fixture.downloads();
    downloads.keep("x-gems one", "first".getBytes(StandardCharsets.UTF_8));
    downloads.keep("x-gems one", "second".getBytes(StandardCharsets.UTF_8));
    assertThat(fixture.downloads().recall("x-gems one", 6).orElseThrow())
        .asString()
        .isEqualTo("second");
    assertThat(downloads.recall("x-gems one", 5)).isEmpty();
    assertThat(downloads.recall("x-gems two", 100)).isEmpty();
  }
}
