package dev.hermetic.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LocatorRulesTest {
  private static final LocatorRules RULES =
      LocatorRules.none()
          .rewrite("https://a.example", "https://mirror.example/a", false)
          .rewrite("https://a.example/deep/", "http://near.example/", true);

  @Test
  void replacesThePrefix() {
    assertThat(RULES.apply(SafeUri.parse("https://a.example/x.tgz")))
        .isEqualTo(uris("https://mirror.example/a/x.tgz"));
  }

  @Test
  void prefersTheLongestPrefixAndKeepsTheOriginalBehindIt() {
    assertThat(RULES.apply(SafeUri.parse("https://a.example/deep/x")))
        .isEqualTo(uris("http://near.example/x", "https://a.example/deep/x"));
  }

  @Test
  void neverMatchesAHostThatOnlyBeginsAlike() {
    SafeUri other = SafeUri.parse("https://a.example.org/x");
    assertThat(RULES.apply(other)).containsExactly(other);
  }

  private static List<SafeUri> uris(String... texts) {
    return java.util.Arrays.stream(texts).map(SafeUri::parse).toList();
  }
}
