package dev.hermetic.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hermetic.core.FetchException;
import dev.hermetic.core.Netrc;
import dev.hermetic.core.Policy;
import dev.hermetic.core.PolicyException;
import dev.hermetic.core.internal.fetch.FaultyServer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.Test;

/** Where redirects may lead, and what goes along. */
final class RedirectsTest {
  private static final byte[] BODY = "content".getBytes(StandardCharsets.UTF_8);
  private final FetchHarness harness = new FetchHarness();

  private static FaultyServer content() {
    return new FaultyServer(
        (n, request, out) -> {
          out.ok(BODY);
          return true;
        });
  }

  private static FaultyServer redirectTo(String location) {
    return new FaultyServer((n, request, out) -> redirect(out, location));
  }

  private static FaultyServer publicRedirectTo(String location) {
    return new FaultyServer(
        (n, request, out) -> redirect(out, location),
        ServerSocketFactory.getDefault(),
        "127.0.0.2");
  }

  private static boolean redirect(FaultyServer.Wire out, String location) throws Exception {
    out.head("HTTP/1.1 302 Found", "Content-Length: 0", "Location: " + location);
    return true;
  }

  private PolicyException refused(String url) {
    PolicyException refused = catchThrowableOfType(PolicyException.class, () -> harness.get(url));
    assertThat(refused).isNotNull();
    return refused;
  }

  @Test
  void followsARelativeRedirect() throws Exception {
    try (var server =
        new FaultyServer(
            (n, request, out) -> {
              if (n == 1) {
                return redirect(out, "other dir/thing");
              }
              out.ok(BODY);
              return true;
            })) {
      assertThat(harness.get(server.url("/a/b"))).isEqualTo("content");
      assertThat(server.requests().get(1).path()).isEqualTo("/a/other%20dir/thing");
    }
  }

  @Test
  void followsARedirectWhoseBytesAreNotEncoded() throws Exception {
    String utf8AsLatin1 = "/b\u00c3\u00a4";
    try (var server =
        new FaultyServer(
            (n, request, out) -> {
              if (n == 1) {
                return redirect(out, utf8AsLatin1);
              }
              out.ok(BODY);
              return true;
            })) {
      assertThat(harness.get(server.url("/a"))).isEqualTo("content");
      assertThat(server.requests().get(1).path()).isEqualTo("/b%C3%A4");
    }
  }

  @Test
  void printsTheChainOfACircle() throws Exception {
    try (var server =
        new FaultyServer(
            (n, request, out) -> redirect(out, request.path().equals("/a") ? "/b" : "/a"))) {
      FetchException failure =
          catchThrowableOfType(FetchException.class, () -> harness.get(server.url("/a")));
      assertThat(failure.code()).isEqualTo("fetch.redirect");
      assertThat(failure)
          .hasMessageContaining(
              server.url("/a") + " → " + server.url("/b") + " → " + server.url("/a"));
    }
  }

  @Test
  void endsAfterTenRedirects() throws Exception {
    try (var server = new FaultyServer((n, request, out) -> redirect(out, "/" + n))) {
      FetchException failure =
          catchThrowableOfType(FetchException.class, () -> harness.get(server.url("/")));
      assertThat(failure.code()).isEqualTo("fetch.redirect");
      assertThat(server.requests()).hasSize(11);
    }
  }

  @Test
  void refusesARedirectWithoutLocation() throws Exception {
    try (var server =
        new FaultyServer(
            (n, request, out) -> {
              out.head("HTTP/1.1 301 Moved", "Content-Length: 0");
              return true;
            })) {
      FetchException failure =
          catchThrowableOfType(FetchException.class, () -> harness.get(server.url("/")));
      assertThat(failure.code()).isEqualTo("fetch.redirect");
    }
  }

  @Test
  void refusesOtherSchemes() throws Exception {
    for (String target :
        new String[] {
          "file:///etc/passwd", "ftp://a.example/x", "data:,x", "gopher://a.example/"
        }) {
      try (var server = redirectTo(target)) {
        assertThat(refused(server.url("/")).code()).isEqualTo("policy.scheme");
      }
    }
  }

  @Test
  void refusesAMetadataService() throws Exception {
    try (var server = redirectTo("http://169.254.169.254/latest/meta-data/")) {
      assertThat(refused(server.url("/")).code()).isEqualTo("policy.host");
    }
  }

  @Test
  void refusesALoopbackTargetFromAPublicServer() throws Exception {
    try (var inner = content();
        var outer = publicRedirectTo(inner.url("/secret"))) {
      PolicyException refused = refused("http://127.0.0.2:" + outer.port() + "/");
      assertThat(refused.code()).isEqualTo("policy.host");
      assertThat(inner.connections()).isZero();
    }
  }

  @Test
  void followsIntoAPrivateNetworkWhenThePolicySaysSo() throws Exception {
    harness.policy = Policy.builder().allowPrivateRedirects(true).build();
    try (var inner = content();
        var outer = publicRedirectTo(inner.url("/secret"))) {
      assertThat(harness.get("http://127.0.0.2:" + outer.port() + "/")).isEqualTo("content");
    }
  }

  @Test
  void refusesABlockedHostOnARedirect() throws Exception {
    harness.policy = Policy.builder().blockHost("blocked.example").build();
    try (var server = redirectTo("http://blocked.example/")) {
      assertThat(refused(server.url("/")).code()).isEqualTo("policy.host");
    }
  }

  @Test
  void sendsNoSecretToAForeignOrigin() throws Exception {
    harness.requestHeaders = Map.of("PRIVATE-TOKEN", "t0ken", "Cookie", "c00kie");
    harness.credentials = Netrc.parse("machine 127.0.0.1 login u password pw");
    try (var foreign = content();
        var home = redirectTo(foreign.url("/x"))) {
      harness.get(home.url("/"));
      assertThat(home.requests().get(0).headers())
          .containsEntry("private-token", "t0ken")
          .containsEntry("cookie", "c00kie")
          .containsKey("authorization");
      assertThat(foreign.requests().get(0).headers())
          .containsOnlyKeys("host", "connection", "user-agent", "accept", "accept-encoding");
    }
  }

  @Test
  void sendsUserInformationToItsOriginOnly() throws Exception {
    try (var foreign = content();
        var home = redirectTo(foreign.url("/x"))) {
      harness.get("http://user:s3cret@127.0.0.1:" + home.port() + "/");
      assertThat(home.requests().get(0).headers())
          .containsEntry("authorization", "Basic dXNlcjpzM2NyZXQ=");
      assertThat(foreign.requests().get(0).has("authorization")).isFalse();
    }
  }

  @Test
  void sendsSecretsAgainWhenRedirectedBack() throws Exception {
    harness.requestHeaders = Map.of("PRIVATE-TOKEN", "t0ken");
    FaultyServer[] foreign = new FaultyServer[1];
    try (var home =
        new FaultyServer(
            (n, request, out) -> {
              if (n == 1) {
                return redirect(out, foreign[0].url("/x"));
              }
              out.ok(BODY);
              return true;
            })) {
      foreign[0] = redirectTo(home.url("/back"));
      try (var closing = foreign[0]) {
        assertThat(harness.get(home.url("/"))).isEqualTo("content");
        assertThat(closing.requests().get(0).has("private-token")).isFalse();
        assertThat(home.requests().get(1).headers()).containsEntry("private-token", "t0ken");
      }
    }
  }

  @Test
  void hidesSecretsInErrors() throws Exception {
    try (var server =
        new FaultyServer(
            (n, request, out) -> {
              out.head("HTTP/1.1 404 Not Found", "Content-Length: 0");
              return true;
            })) {
      FetchException failure =
          catchThrowableOfType(
              FetchException.class,
              () ->
                  harness.get("http://user:s3cret@127.0.0.1:" + server.port() + "/x?token=s3cret"));
      assertThat(failure.getMessage()).doesNotContain("s3cret");
    }
  }
}
