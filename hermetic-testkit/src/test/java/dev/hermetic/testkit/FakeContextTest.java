package dev.hermetic.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.FetchException;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.spi.MetadataRequest;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The context without a network. */
class FakeContextTest {
  private static final SafeUri PAGE = SafeUri.parse("https://i.example/a/");

  @TempDir Path directory = Path.of("unset");
  private FakeContext context;

  @BeforeEach
  void create() {
    context = new FakeContext(directory);
  }

  @Test
  void servesPagesFromWhereRedirectsLead() {
    context.page(PAGE.toString(), "text", "https://j.example/", Optional.of("text/html"));

    var page = context.fetch(MetadataRequest.builder(PAGE, 10).accept("text/html").build());

    assertThat(page.bytes()).asString().isEqualTo("text");
    assertThat(page.uri()).hasToString("https://j.example/");
    assertThat(context.asked()).containsExactly(PAGE.toString());
    assertThat(context.accepted()).containsExactly("text/html");
  }

  @Test
  void knowsNoOtherPages() {
    assertThatThrownBy(() -> context.fetch(PAGE, 10))
        .isInstanceOfSatisfying(
            FetchException.class, e -> assertThat(e.code()).isEqualTo("fetch.not-found"));
  }

  /** The digest of {@code abc} in FIPS 180-2, appendix B.1. */
  @Test
  void saysWhatAFileIsAndRemembersWhoAsked() throws Exception {
    context.file(PAGE.toString(), "abc");

    var file = context.obtain(PAGE, Map.of("Authorization", "x"));

    assertThat(file.sha256().hex())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(file.size()).isEqualTo(3);
    assertThat(context.obtained())
        .containsOnly(Map.entry(PAGE.toString(), Map.of("Authorization", "x")));
  }
}
