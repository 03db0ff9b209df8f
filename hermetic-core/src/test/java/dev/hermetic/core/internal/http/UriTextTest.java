package dev.hermetic.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.internal.fetch.FaultyServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UriTextTest {
  private static final byte[] BODY = "content".getBytes(StandardCharsets.UTF_8);

  // RFC 3987, section 3.1; that the decomposed form stays is the step it leaves to the caller.
  @ParameterizedTest
  @CsvSource({
    "https://h.example/b\u00e4?c=\u00e9#\u6f22,https://h.example/b%C3%A4?c=%C3%A9#%E6%BC%A2",
    "https://h.example/e\u0301,https://h.example/e%CC%81",
    "https://h.example/\ud83d\ude03,https://h.example/%F0%9F%98%83",
    "https://h.example/%c3%A4/a+b,https://h.example/%c3%A4/a+b"
  })
  void encodesWhatIsNotAsciiAndNothingElse(String text, String ascii) {
    assertThat(UriText.ascii(URI.create(text))).hasToString(ascii);
  }

  @Test
  void givesTheBytesOfAFieldBack() {
    assertThat(UriText.ofField("/b\u00c3\u00a4 c|d%20")).isEqualTo("/b%C3%A4%20c%7Cd%20");
  }

  @Test
  void theServerIsAskedInUtf8() throws Exception {
    FetchHarness harness = new FetchHarness();
    try (FaultyServer server =
        new FaultyServer(
            (n, request, out) -> {
              out.ok(BODY);
              return true;
            })) {
      assertThat(harness.get(server.url("/b\u00e4?c=\u6f22"))).isEqualTo("content");
      assertThat(server.requests().get(0).path()).isEqualTo("/b%C3%A4?c=%E6%BC%A2");
    }
  }
}
