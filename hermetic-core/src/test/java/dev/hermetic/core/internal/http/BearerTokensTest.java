package dev.hermetic.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hermetic.core.FetchException;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.Netrc;
import dev.hermetic.core.Policy;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.internal.fetch.FaultyServer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Token authentication of the distribution specification: who asks whom, and which secret goes
 * where.
 */
final class BearerTokensTest {
  private static final String TOKEN = "{\"token\":\"good.token\",\"expires_in\":300}";

  private final FetchHarness harness = new FetchHarness();
  private String answer = TOKEN;
  private int status = 200;
  private String accepted = "Bearer good.token";
  private String realm = "";
  private final FaultyServer service =
      new FaultyServer(
          (n, request, out) -> {
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            out.head("HTTP/1.1 " + status + " X", "Content-Length: " + body.length).bytes(body);
            return true;
          });
  private final FaultyServer registry =
      new FaultyServer(
          (n, request, out) -> {
            if (accepted.equals(request.headers().get("authorization"))) {
              out.ok("layer".getBytes(StandardCharsets.UTF_8));
            } else {
              String challenge =
                  "Bearer realm=\"" + realm + "\",service=\"a, b\",scope=\"repository:x/y:pull\"";
              out.head(
                  "HTTP/1.1 401 Unauthorized",
                  "WWW-Authenticate: Basic realm=\"other, of no use\", " + challenge,
                  "Content-Length: 0");
            }
            return true;
          });

  {
    realm = service.url("/token?account=me");
  }

  @AfterEach
  void close() throws Exception {
    service.close();
    registry.close();
  }

  private HermeticException failure() {
    HermeticException failed =
        catchThrowableOfType(HermeticException.class, () -> harness.get(registry.url("/v2/x/y")));
    assertThat(failed).isNotNull();
    return failed;
  }

  @Test
  void asksTheRealmAndComesBackWithTheToken() throws Exception {
    assertThat(harness.get(registry.url("/v2/x/y"))).isEqualTo("layer");
    assertThat(service.requests())
        .extracting(FaultyServer.Request::path)
        .containsExactly("/token?account=me&service=a%2C+b&scope=repository%3Ax%2Fy%3Apull");
    assertThat(registry.requests()).hasSize(2);
  }

  @Test
  void takesAnAccessTokenToo() throws Exception {
    answer = "{\"access_token\":\"good.token\"}";
    assertThat(harness.get(registry.url("/v2/x/y"))).isEqualTo("layer");
  }

  @Test
  void keepsAToken() throws Exception {
    try (HttpFetcher fetcher = harness.open()) {
      for (int i = 0; i < 3; i++) {
        harness.get(fetcher, registry.url("/v2/x/y/" + i));
      }
    }
    assertThat(service.requests()).hasSize(1);
  }

  @Test
  void asksAgainWhenAKeptTokenIsRefused() throws Exception {
    try (HttpFetcher fetcher = harness.open()) {
      harness.get(fetcher, registry.url("/a"));
      answer = "{\"token\":\"new.token\"}";
      accepted = "Bearer new.token";
      assertThat(harness.get(fetcher, registry.url("/a"))).isEqualTo("layer");
    }
    assertThat(service.requests()).hasSize(2);
  }

  @Test
  void givesUpWhenEveryTokenIsRefused() {
    accepted = "Bearer none.at.all";
    assertThat(failure().code()).isEqualTo("fetch.auth");
    assertThat(registry.requests()).hasSizeLessThanOrEqualTo(3);
    assertThat(service.requests()).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void sendsTheRealmOnlyWhatIsMeantForItsHost() throws Exception {
    realm = "http://localhost:" + service.port() + "/token";
    harness.credentials =
        Netrc.parse(
            "machine 127.0.0.1 login r password registry-secret\n"
                + "machine localhost login s password service-secret\n");
    harness.requestHeaders = Map.of("X-Secret", "of the registry");
    assertThat(harness.get(registry.url("/v2/x/y"))).isEqualTo("layer");
    FaultyServer.Request asked = service.requests().get(0);
    assertThat(asked.headers().get("authorization"))
        .isEqualTo(
            Netrc.parse("machine a login s password service-secret")
                .headersFor(SafeUri.parse("http://a/"))
                .get("Authorization"));
    assertThat(asked.has("x-secret")).isFalse();
  }

  @Test
  void sendsNoCredentialsOfTheRegistryToAnotherOrigin() throws Exception {
    realm = "http://localhost:" + service.port() + "/token";
    harness.credentials = Netrc.parse("machine 127.0.0.1 login r password registry-secret");
    assertThat(harness.get(registry.url("/v2/x/y"))).isEqualTo("layer");
    assertThat(service.requests().get(0).has("authorization")).isFalse();
  }

  @Test
  void sendsNoTokenAlongWithARedirect() throws Exception {
    try (FaultyServer blobs =
            new FaultyServer(
                (n, request, out) -> {
                  out.ok("blob".getBytes(StandardCharsets.UTF_8));
                  return true;
                });
        FaultyServer front =
            new FaultyServer(
                (n, request, out) -> {
                  if (request.has("authorization")) {
                    String to = "Location: " + blobs.url("/blob");
                    out.head("HTTP/1.1 307 X", "Content-Length: 0", to);
                  } else {
                    out.head(
                        "HTTP/1.1 401 X",
                        "www-authenticate: bearer realm=\"" + realm + "\"",
                        "Content-Length: 0");
                  }
                  return true;
                })) {
      assertThat(harness.get(front.url("/v2/x/y"))).isEqualTo("blob");
      assertThat(blobs.requests().get(0).has("authorization")).isFalse();
    }
  }

  @Test
  void asksNoRealmThatThePolicyForbids() {
    realm = "http://localhost:" + service.port() + "/token";
    harness.policy = Policy.builder().allowPlainHttp(true).allowHost("127.0.0.1").build();
    assertThat(failure().code()).isEqualTo("policy.host");
    assertThat(service.requests()).isEmpty();
  }

  @Test
  void asksNoPrivateRealmForAPublicServer() throws Exception {
    try (FaultyServer publicly =
        new FaultyServer(
            (n, request, out) -> {
              out.head(
                  "HTTP/1.1 401 X",
                  "WWW-Authenticate: Bearer realm=\"" + realm + "\"",
                  "Content-Length: 0");
              return true;
            },
            ServerSocketFactory.getDefault(),
            "127.0.0.2")) {
      HermeticException refused =
          catchThrowableOfType(
              HermeticException.class,
              () -> harness.get("http://127.0.0.2:" + publicly.port() + "/v2/x/y"));
      assertThat(refused.code()).isEqualTo("policy.host");
    }
    assertThat(service.requests()).isEmpty();
  }

  @Test
  void asksNoRealmOfAnotherScheme() {
    for (String bad : List.of("file:///etc/passwd", "ftp://a.example/", "http:///x")) {
      realm = bad;
      assertThat(failure().code()).isEqualTo("policy.scheme");
    }
  }

  @Test
  void saysThatTheTokenServiceRefuses() {
    status = 401;
    answer = "";
    HermeticException refused = failure();
    assertThat(refused.code()).isEqualTo("fetch.auth");
    assertThat(refused).hasMessageContaining(service.url("/token")).hasMessageContaining("401");
    assertThat(registry.requests()).hasSize(1);
  }

  @Test
  void mayTryAgainWhenTheTokenServiceIsBusy() {
    status = 503;
    assertThat(((FetchException) failure()).retryable()).isTrue();
  }

  @Test
  void refusesWhatIsNoToken() {
    List<String> bad =
        List.of(
            "",
            "[]",
            "{}",
            "{\"token\":7}",
            "{\"token\":\"a b\"}",
            "{\"token\":\"a\\r\\nX-Evil: 1\"}",
            "{\"token\":\"" + "a".repeat(20_000) + "\"}",
            "{\"token\":\"secret-token-text\"",
            " ".repeat(70_000) + TOKEN);
    for (String text : bad) {
      answer = text;
      HermeticException refused = failure();
      assertThat(refused.code()).isEqualTo("fetch.auth");
      assertThat(refused.toString()).doesNotContain("secret-token-text");
    }
  }

  @Test
  void leavesChallengesAloneThatItCannotRead() {
    for (String bad : List.of("", "::", "http://a b")) {
      realm = bad + "\"\"";
      assertThat(failure().code()).isIn("fetch.auth", "policy.scheme");
    }
  }

  @Test
  void needsNoSecondConnectionWhileTheFirstIsHeld() throws Exception {
    harness.settings = FetchHarness.settings().connections(1, 1).build();
    try (HttpFetcher fetcher = harness.open()) {
      List<String> got =
          IntStream.range(0, 4)
              .parallel()
              .mapToObj(
                  i -> {
                    try {
                      return harness.get(fetcher, registry.url("/" + i));
                    } catch (Exception failed) {
                      throw new AssertionError(failed);
                    }
                  })
              .toList();
      assertThat(got).containsOnly("layer");
    }
  }
}
