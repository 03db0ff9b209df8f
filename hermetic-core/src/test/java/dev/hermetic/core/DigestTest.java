package dev.hermetic.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.Digest.Algorithm;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigestTest {
  // FIPS 180-4 examples for the message "abc".
  private static final String ABC_SHA256 =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  private static final String ABC_SHA1 = "a9993e364706816aba3e25717850c26c9cd0d89d";

  @Test
  void printsSubresourceIntegrity() {
    // W3C SRI uses base64 of the raw digest; value computed with openssl dgst -sha256 -binary |
    // base64.
    assertThat(Digest.sha256(ABC_SHA256).sri())
        .isEqualTo("sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
  }

  // FIPS 180-4, FIPS 202 and RFC 1321 for the message "abc".
  @ParameterizedTest
  @CsvSource({
    "MD5,900150983cd24fb0d6963f7d28e17f72",
    "SHA1,a9993e364706816aba3e25717850c26c9cd0d89d",
    "SHA224,23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7",
    "SHA256,ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    "SHA3_256,3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532"
  })
  void computesTheDigestOfBytesAndOfStreams(Algorithm algorithm, String hex) throws IOException {
    byte[] abc = {'a', 'b', 'c'};
    assertThat(Digest.ofContent(algorithm, abc)).isEqualTo(new Digest(algorithm, hex));
    assertThat(Digest.ofContent(algorithm, new ByteArrayInputStream(abc)))
        .isEqualTo(new Digest(algorithm, hex));
  }

  @Test
  void hashesMoreThanOneBufferOfAStream() throws IOException {
    byte[] content = new byte[200_001];
    content[200_000] = 1;
    assertThat(Digest.ofContent(Algorithm.SHA256, new ByteArrayInputStream(content)))
        .isEqualTo(Digest.ofContent(Algorithm.SHA256, content));
  }

  @Test
  void hashesTextInUtf8() {
    // printf 'ä' | sha256sum
    assertThat(Digest.ofText(Algorithm.SHA256, "ä"))
        .isEqualTo(
            Digest.sha256("33e6d73fee82904c8d7afb78de1154d1e8dc2a0edb08120e63df5b9385c2d9cc"));
  }

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void everyAlgorithmGivesValuesOfItsLength(Algorithm algorithm) {
    assertThat(algorithm.newMessageDigest().digest()).hasSize(algorithm.length());
  }

  @Test
  void readsBothSpellingsOfAnAlgorithm() {
    assertThat(Digest.parse("SHA-256:" + ABC_SHA256.toUpperCase(java.util.Locale.ROOT)).toString())
        .isEqualTo("sha256:" + ABC_SHA256);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"sha256:", "sha256:zz", "foo:00", "00ff", "sha256:ba78", "sha1:" + ABC_SHA256})
  void rejectsMalformedDigests(String text) {
    assertThatThrownBy(() -> Digest.parse(text)).isInstanceOf(InputException.class);
  }

  @Test
  void acceptsAnyValueOfOneAlgorithmButEveryAlgorithm() {
    Digest right = Digest.sha256(ABC_SHA256);
    Digest other = Digest.sha256("0".repeat(64));
    Digest sha1 = new Digest(Algorithm.SHA1, ABC_SHA1);
    Digest wrongSha1 = new Digest(Algorithm.SHA1, "0".repeat(40));
    Map<Algorithm, Digest> computed = Map.of(Algorithm.SHA256, right, Algorithm.SHA1, sha1);

    assertThat(ExpectedDigests.of(right, other).mismatches(computed)).isEmpty();
    assertThat(ExpectedDigests.of(right, sha1).mismatches(computed)).isEmpty();
    assertThat(ExpectedDigests.of(right, wrongSha1).mismatches(computed))
        .containsExactly(wrongSha1);
    assertThat(ExpectedDigests.of(sha1, other).mismatches(computed)).containsExactly(other);
  }

  @Test
  void doesNotCountBrokenAlgorithmsAsAPin() {
    assertThat(ExpectedDigests.of(new Digest(Algorithm.SHA1, ABC_SHA1)).hasStrong()).isFalse();
    assertThat(
            ExpectedDigests.sri("sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=?opt")
                .hasStrong())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "foo-AAAA",
        "sha512",
        "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0",
        "sha256-" + ABC_SHA256,
        "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0= foo-AAAA"
      })
  void rejectsIntegrityThatClientsWouldSkip(String integrity) {
    assertThatThrownBy(() -> ExpectedDigests.sri(integrity)).isInstanceOf(InputException.class);
  }

  @Property
  void integrityTextAndHexAgree(@ForAll @Size(32) byte[] raw) {
    Digest digest = Digest.of(Algorithm.SHA256, raw);
    assertThat(ExpectedDigests.sri(digest.sri()).all()).isEqualTo(List.of(digest));
    assertThat(Digest.parse(digest.toString())).isEqualTo(digest);
  }
}
