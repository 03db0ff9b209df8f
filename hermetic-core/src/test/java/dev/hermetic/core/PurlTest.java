package dev.hermetic.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PurlTest {
  @Test
  void encodesTheScopeOfANamespace() {
    assertThat(Purl.of("npm", "@types", "node", "1.0.0").toString())
        .isEqualTo("pkg:npm/%40types/node@1.0.0");
  }

  @Test
  void leavesColonsAndSlashesOfQualifiersAsTheyAre() {
    Map<String, String> qualifiers =
        Map.of("download_url", "https://h.example/a b#c", "checksum", "sha256:00ff");
    assertThat(Purl.of("generic", "", "x.zip", "", qualifiers).toString())
        .isEqualTo(
            "pkg:generic/x.zip?checksum=sha256:00ff&download_url=https://h.example/a%20b%23c");
  }

  @Test
  void readsBackWhatItPrints() {
    Purl purl =
        Purl.of("generic", "", "x", "1", Map.of("download_url", "https://h.example/%3A?a=b"));
    assertThat(Purl.parse(purl.toString())).isEqualTo(purl);
  }

  @Test
  void rejectsTextThatIsNoPackageUrl() {
    assertThatThrownBy(() -> Purl.parse("npm/lodash")).isInstanceOf(InputException.class);
  }
}
