package dev.hermetic.core.internal.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hermetic.core.FetchException;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.LocatorRules;
import dev.hermetic.core.NetworkMode;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.spi.Metadata;
import dev.hermetic.core.spi.MetadataRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Index metadata: fetched once a run, kept in the store, asked about again. */
final class MetadataTest {
  private static final long ROOM = 1 << 20;

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

  private static MetadataRequest.Builder request(String url) {
    return MetadataRequest.builder(SafeUri.parse(url), ROOM);
  }

  /** As a run of its own would. */
  private Metadata ask(MetadataRequest.Builder request) throws InterruptedException {
    return fixture.downloads().metadata(request.build(), fixture.run());
  }

  private String text(MetadataRequest.Builder request) throws InterruptedException {
    return new String(ask(request).bytes(), StandardCharsets.UTF_8);
  }

  private String failure(MetadataRequest.Builder request) {
    return catchThrowableOfType(HermeticException.class, () -> ask(request)).code();
  }

  private static boolean send(FaultyServer.Wire out, String body, String... fields)
      throws Exception {
    String[] head =
        Stream.concat(
                Stream.of("HTTP/1.1 200 OK", "Content-Length: " + body.length()),
                Arrays.stream(fields))
            .toArray(String[]::new);
    out.head(head).text(body);
    return true;
  }

  private static boolean status(FaultyServer.Wire out, String status, String... fields)
      throws Exception {
    String[] head =
        Stream.concat(Stream.of("HTTP/1.1 " + status, "Content-Length: 0"), Arrays.stream(fields))
            .toArray(String[]::new);
    out.head(head);
    return true;
  }

  private static FaultyServer pages() {
    return new FaultyServer((n, request, out) -> send(out, "page " + n));
  }

  @Test
  void aRunAsksForAnAddressOnce() throws Exception {
    try (FaultyServer server = pages()) {
      Downloads downloads = fixture.downloads();
      Downloads.Run run = fixture.run();
      MetadataRequest request = request(server.url("/index")).build();
      byte[] first = downloads.metadata(request, run).bytes();
      assertThat(downloads.metadata(request, run).bytes()).isEqualTo(first);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void aLaterRunAsksWhetherTheEntityTagStillHolds() throws Exception {
    try (FaultyServer server =
        new FaultyServer(
            (n, request, out) ->
                request.has("if-none-match")
                    ? status(out, "304 Not Modified")
                    : send(out, "page " + n, "ETag: W/\"seven\"", "Content-Type: text/html"))) {
      ask(request(server.url("/index")));
      Metadata again = ask(request(server.url("/index")));
      assertThat(server.requests().get(1).headers()).containsEntry("if-none-match", "W/\"seven\"");
      assertThat(again.bytes()).asString().isEqualTo("page 1");
      assertThat(again.contentType()).contains("text/html");
    }
  }

  @Test
  void aLaterRunAsksByDateWhereThereIsNoEntityTag() throws Exception {
    String date = "Thu, 01 Jan 2026 00:00:00 GMT";
    try (FaultyServer server =
        new FaultyServer(
            (n, request, out) ->
                n == 1
                    ? send(out, "old", "Last-Modified: " + date)
                    : status(out, "304 Not Modified"))) {
      ask(request(server.url("/index")));
      assertThat(text(request(server.url("/index")))).isEqualTo("old");
      assertThat(server.requests().get(1).headers()).containsEntry("if-modified-since", date);
    }
  }

  @Test
  void takesWhatChangedMeanwhile() throws Exception {
    try (FaultyServer server =
        new FaultyServer((n, request, out) -> send(out, "page " + n, "ETag: \"" + n + "\""))) {
      ask(request(server.url("/index")));
      assertThat(text(request(server.url("/index")))).isEqualTo("page 2");
      fixture.mode = NetworkMode.OFFLINE;
      assertThat(text(request(server.url("/index")))).isEqualTo("page 2");
    }
  }

  @Test
  void answersFromTheStoreWithoutARequestWhenItIsPreferred() throws Exception {
    try (FaultyServer server = pages()) {
      ask(request(server.url("/index")));
      fixture.mode = NetworkMode.PREFER_STORE;
      assertThat(text(request(server.url("/index")))).isEqualTo("page 1");
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void worksOfflineWithoutTheServer() throws Exception {
    String url;
    try (FaultyServer server = pages()) {
      url = server.url("/index");
      ask(request(url));
    }
    fixture.mode = NetworkMode.OFFLINE;
    assertThat(text(request(url))).isEqualTo("page 1");
  }

  @Test
  void saysOfflineWhatIsMissing() {
    fixture.mode = NetworkMode.OFFLINE;
    assertThat(failure(request("http://index.example/never"))).isEqualTo("fetch.offline");
  }

  @Test
  void remembersThatThereIsNoSuchDocument() throws Exception {
    String url;
    try (FaultyServer server =
        new FaultyServer((n, request, out) -> status(out, "404 Not Found"))) {
      url = server.url("/index");
      assertThat(failure(request(url))).isEqualTo("fetch.not-found");
    }
    fixture.mode = NetworkMode.OFFLINE;
    assertThat(failure(request(url))).isEqualTo("fetch.not-found");
  }

  @Test
  void remembersNoOtherFailure() throws Exception {
    String url;
    try (FaultyServer server = new FaultyServer((n, request, out) -> status(out, "403 No"))) {
      url = server.url("/index");
      assertThat(failure(request(url))).isEqualTo("fetch.forbidden");
    }
    fixture.mode = NetworkMode.OFFLINE;
    assertThat(failure(request(url))).isEqualTo("fetch.offline");
  }

  @Test
  void keepsMediaTypesApart() throws Exception {
    try (FaultyServer server =
        new FaultyServer((n, request, out) -> send(out, request.headers().get("accept")))) {
      ask(request(server.url("/index")).accept("text/html"));
      ask(request(server.url("/index")).accept("application/json"));
      fixture.mode = NetworkMode.OFFLINE;
      assertThat(text(request(server.url("/index")).accept("text/html"))).isEqualTo("text/html");
      assertThat(text(request(server.url("/index")).accept("application/json")))
          .isEqualTo("application/json");
    }
  }

  @Test
  void tellsWhereARedirectLedWithoutItsSecrets() throws Exception {
    try (FaultyServer server =
        new FaultyServer(
            (n, request, out) ->
                request.path().equals("/simple/x")
                    ? status(out, "301 Moved", "Location: /simple/x/?sig=s3cret")
                    : send(out, "page"))) {
      SafeUri end = SafeUri.parse(server.url("/simple/x/"));
      assertThat(ask(request(server.url("/simple/x"))).uri()).isEqualTo(end);
      fixture.mode = NetworkMode.OFFLINE;
      assertThat(ask(request(server.url("/simple/x"))).uri()).isEqualTo(end);
    }
  }

  @Test
  void theAnswerOfAMirrorCountsAsThatOfTheAddressItStandsFor() throws Exception {
    try (FaultyServer server = pages()) {
      fixture.rules =
          LocatorRules.none().rewrite("http://index.example/", server.url("/m/"), false);
      assertThat(ask(request("http://index.example/simple/")).uri())
          .isEqualTo(SafeUri.parse("http://index.example/simple/"));
      assertThat(server.requests().get(0).path()).isEqualTo("/m/simple/");
    }
  }

  @Test
  void validatorsOfOnePlaceAreNotSentToAnother() throws Exception {
    try (FaultyServer one = new FaultyServer((n, request, out) -> send(out, "one", "ETag: \"1\""));
        FaultyServer two = new FaultyServer((n, request, out) -> send(out, "two", "ETag: \"1\""))) {
      fixture.rules = LocatorRules.none().rewrite("http://index.example/", one.url("/"), false);
      ask(request("http://index.example/i"));
      fixture.rules = LocatorRules.none().rewrite("http://index.example/", two.url("/"), false);
      assertThat(text(request("http://index.example/i"))).isEqualTo("two");
      assertThat(two.requests().get(0).headers()).doesNotContainKey("if-none-match");
    }
  }

  @Test
  void refusesMoreThanTheCallerWants() throws Exception {
    try (FaultyServer server = pages()) {
      SafeUri uri = SafeUri.parse(server.url("/index"));
      assertThat(failure(MetadataRequest.builder(uri, 5))).isEqualTo("policy.size");
      ask(request(server.url("/index")));
      fixture.mode = NetworkMode.OFFLINE;
      assertThat(failure(MetadataRequest.builder(uri, 5))).isEqualTo("policy.size");
    }
  }

  @Test
  void contentThatIsDamagedInTheStoreIsAskedForAgain() throws Exception {
    try (FaultyServer server = pages()) {
      ask(request(server.url("/index")));
      fixture.close();
      Path object;
      try (Stream<Path> files = Files.walk(directory.resolve("v1/sha256"))) {
        object = files.filter(Files::isRegularFile).findFirst().orElseThrow();
      }
      Files.delete(object);
      Files.writeString(object, "page X");
      fixture = new DownloadsFixture(directory);
      fixture.mode = NetworkMode.PREFER_STORE;
      assertThat(text(request(server.url("/index")))).isEqualTo("page 2");
    }
  }

  @Test
  void failuresAreTriedAgainAsThoseOfArtifacts() throws Exception {
    try (FaultyServer server =
        new FaultyServer(
            (n, request, out) -> n == 1 ? status(out, "503 Later") : send(out, "page"))) {
      assertThat(text(request(server.url("/index")))).isEqualTo("page");
      assertThat(fixture.waits).hasSize(1);
    }
  }

  @Test
  void anEmptyAnswerIsNoMetadata() throws Exception {
    try (FaultyServer server = new FaultyServer((n, request, out) -> status(out, "200 OK"))) {
      assertThatEmptyFails(server);
    }
  }

  private void assertThatEmptyFails(FaultyServer server) {
    FetchException failure =
        catchThrowableOfType(FetchException.class, () -> ask(request(server.url("/index"))));
    assertThat(failure.code()).isEqualTo("fetch.empty");
  }
}
