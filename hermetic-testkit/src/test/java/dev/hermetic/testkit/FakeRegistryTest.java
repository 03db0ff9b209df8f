package dev.hermetic.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.SafeUri;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FakeRegistryTest {
  @Test
  void servesBytesByPathAndCounts() throws Exception {
    try (FakeRegistry registry = FakeRegistry.start()) {
      SafeUri url = registry.serve("/a%2fb", "abc".getBytes(StandardCharsets.UTF_8));
      assertThat(get(url).body()).isEqualTo("abc");
      assertThat(get(url).statusCode()).isEqualTo(200);
      assertThat(registry.requests("/a%2fb")).isEqualTo(2);
    }
  }

  @Test
  void answersNotFoundForOtherPaths() throws Exception {
    try (FakeRegistry registry = FakeRegistry.start()) {
      assertThat(get(registry.url("/x")).statusCode()).isEqualTo(404);
      assertThat(registry.requests()).isEqualTo(1);
    }
  }

  @Test
  void servesEmptyContent() throws Exception {
    try (FakeRegistry registry = FakeRegistry.start()) {
      assertThat(get(registry.serve("/empty", new byte[0])).body()).isEmpty();
    }
  }

  private static HttpResponse<String> get(SafeUri url) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(url.uri()).build(), HttpResponse.BodyHandlers.ofString());
  }
}
