package dev.hermetic.pip.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.Digest;
import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.FetchException;
import dev.hermetic.core.SafeUri;
import dev.hermetic.pip.requirement.PackageName;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PEP 691 and what extends it. */
class JsonPageTest {
  private static final String HEX = "0123456789abcdef".repeat(4);

  private static ProjectPage read(String json) {
    PageDraft draft =
        new PageDraft(PackageName.of("demo"), SafeUri.parse("https://index.example/simple/demo/"));
    JsonPage.read(json.getBytes(StandardCharsets.UTF_8), draft);
    return draft.page();
  }

  private static String files(String files) {
    return "{\"meta\":{\"api-version\":\"1.0\"},\"name\":\"demo\",\"files\":[" + files + "]}";
  }

  @Test
  void readsAllFieldsOfAFile() {
    ProjectPage page =
        read(
            files(
                """
                {"filename":"demo-1.0-py3-none-any.whl","url":"../../f/demo-1.0-py3-none-any.whl",
                 "hashes":{"sha256":"%s","blake2b":"00"},"requires-python":">=3.8","yanked":"bad",
                 "size":1234567890123,"upload-time":"2026-01-02T03:04:05.678901Z","gpg-sig":false,
                 "core-metadata":{"sha256":"%s"},"dist-info-metadata":true,
                 "provenance":"https://index.example/p"}
                """
                    .formatted(HEX, HEX)));

    IndexFile file = page.files().get(0);
    assertThat(file.filename()).isEqualTo("demo-1.0-py3-none-any.whl");
    assertThat(file.url().uri()).hasToString("https://index.example/f/demo-1.0-py3-none-any.whl");
    assertThat(file.digests()).isEqualTo(ExpectedDigests.of(Digest.sha256(HEX)));
    assertThat(file.requiresPython()).contains(">=3.8");
    assertThat(file.yanked()).contains("bad");
    assertThat(file.size()).hasValue(1234567890123L);
    assertThat(file.uploadTime()).contains(Instant.parse("2026-01-02T03:04:05.678901Z"));
    assertThat(file.coreMetadata()).contains(ExpectedDigests.of(Digest.sha256(HEX)));
    assertThat(file.provenance()).contains("https://index.example/p");
  }

  @Test
  void readsTheShortestFile() {
    IndexFile file =
        read(files("{\"url\":\"https://f.example/demo-1.zip\",\"filename\":\"demo-1.zip\"}"))
            .files()
            .get(0);

    assertThat(file.digests().isEmpty()).isTrue();
    assertThat(file.size()).isEmpty();
    assertThat(file.yanked()).isEmpty();
    assertThat(file.coreMetadata()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "null", "\"x\"", "7", "[]"})
  void metadataThatAreNotOfferedAreAbsent(String value) {
    ProjectPage page =
        read(
            files(
                "{\"filename\":\"d-1.zip\",\"url\":\"d-1.zip\",\"core-metadata\":" + value + "}"));

    assertThat(page.files().get(0).coreMetadata()).isEmpty();
  }

  @Test
  void readsTheOldNameOfTheMetadataField() {
    ProjectPage page =
        read(
            files(
                "{\"filename\":\"d-1.zip\",\"url\":\"d-1.zip\",\"dist-info-metadata\":{\"sha256\":\""
                    + HEX
                    + "\"}}"));

    assertThat(page.files().get(0).coreMetadata()).contains(ExpectedDigests.of(Digest.sha256(HEX)));
  }

  @Test
  void readsStatusAndTracks() {
    ProjectPage page =
        read(
            """
            {"meta":{"tracks":["https://other.example/demo/"],"api-version":"1.4","x":{"y":[1]}},
             "project-status":{"status":"quarantined","reason":"malware"},"versions":["1.0"],
             "alternate-locations":["https://third.example/demo/"],"files":[]}
            """);

    assertThat(page.apiVersion()).isEqualTo("1.4");
    assertThat(page.status()).contains("quarantined");
    assertThat(page.tracks()).containsExactly("https://other.example/demo/");
  }

  @Test
  void passesOverFilesThatAreMalformed() {
    ProjectPage page =
        read(
            files(
                """
                {"filename":"../evil","url":"evil"}, {"filename":"d-1.zip"}, {"url":"d-1.zip"},
                {"filename":"d-1.zip","url":"d-1.zip","hashes":{"sha256":"beef"}},
                {"filename":"d-1.zip","url":"file:///etc/passwd"},
                {"filename":"d-2.zip","url":"d-2.zip","upload-time":"yesterday"},
                {"filename":"d-3.zip","url":"d-3.zip","hashes":[],"size":"x","yanked":false}
                """));

    assertThat(page.files()).extracting(IndexFile::filename).containsExactly("d-3.zip");
    assertThat(page.skipped()).hasSize(6);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[]",
        "{}",
        "{\"files\":{}}",
        "{\"files\":[1]}",
        "{\"meta\":1,\"files\":[]}",
        "{\"meta\":{\"api-version\":\"x\"},\"files\":[]}"
      })
  void refusesWhatIsNoPage(String json) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOfSatisfying(
            FetchException.class, e -> assertThat(e.code()).isEqualTo("pip.index-page"));
  }

  @Test
  void refusesAnotherMajorVersion() {
    assertThatThrownBy(() -> read("{\"meta\":{\"api-version\":\"2.0\"},\"files\":[]}"))
        .isInstanceOfSatisfying(
            FetchException.class, e -> assertThat(e.code()).isEqualTo("pip.index-version"));
  }

  @Test
  void refusesBottomlessNesting() {
    assertThatThrownBy(() -> read("{\"x\":" + "[".repeat(100_000)))
        .isInstanceOf(FetchException.class);
  }

  @Property(tries = 500)
  void anyTextIsReadOrRefused(@ForAll String text) {
    try {
      read(text);
    } catch (FetchException refused) {
      assertThat(refused.code()).startsWith("pip.index");
    }
  }
}
