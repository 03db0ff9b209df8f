package dev.hermetic.pip.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.Digest;
import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.InputException;
import dev.hermetic.core.SafeUri;
import dev.hermetic.pip.requirement.PackageName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RemoteMetadataTest {
  private static final SafeUri URL = SafeUri.parse("https://files.example/foo-1-py3-none-any.whl");
  private static final PackageName FOO = PackageName.of("foo");
  private static final String INFO = "Metadata-Version: 2.2\nName: foo\nVersion: 1\n";

  private static byte[] large(boolean metadataFirst) throws IOException {
    byte[] noise = new byte[3 << 20];
    new Random(7).nextBytes(noise);
    String text = new String(noise, StandardCharsets.ISO_8859_1);
    return metadataFirst
        ? Archives.zip("foo-1.dist-info/METADATA", INFO, "data", text)
        : Archives.zip("data", text, "foo-1.dist-info/METADATA", INFO);
  }

  private static CoreMetadata ofWheel(RangeContext context) throws Exception {
    PinnedFile wheel = new PinnedFile(URL, ExpectedDigests.none(), "foo-1-py3-none-any.whl");
    return new RemoteMetadata(context).ofWheel(wheel, FOO);
  }

  @Test
  void needsOneRequestWhereTheMetadataLieAtTheEnd() throws Exception {
    RangeContext context = new RangeContext(large(false), true);
    assertThat(ofWheel(context).name()).isEqualTo(FOO);
    assertThat(context.requests()).hasSize(1);
  }

  @Test
  void readsAMemberAtTheBeginningByASecondRange() throws Exception {
    RangeContext context = new RangeContext(large(true), true);
    assertThat(ofWheel(context).name()).isEqualTo(FOO);
    assertThat(context.requests()).hasSize(2).doesNotContain("all");
  }

  @Test
  void readsTheWholeWhereTheServerHasNoRanges() throws Exception {
    RangeContext context = new RangeContext(large(true), false);
    assertThat(ofWheel(context).name()).isEqualTo(FOO);
    assertThat(context.requests()).endsWith("all");
  }

  @Test
  void failsWhereTheServerDoesNotSayHowLargeAFileIs() throws Exception {
    RangeContext context = new RangeContext(large(true), true).withoutSize();
    assertThatThrownBy(() -> ofWheel(context))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("does not tell how large the file is");
  }

  @Test
  void readsAnSdistOnlyAsFarAsItMust() throws Exception {
    byte[] noise = new byte[4 << 20];
    new Random(7).nextBytes(noise);
    byte[] sdist =
        Archives.tarGz(
            "foo-1/PKG-INFO", INFO, "foo-1/data", new String(noise, StandardCharsets.ISO_8859_1));
    RangeContext context = new RangeContext(sdist, true);
    SdistFiles files = new RemoteMetadata(context).ofSdist(URL, "foo-1.tar.gz", info -> true);
    assertThat(files.pkgInfo()).isPresent();
    assertThat(context.requests()).hasSize(1);
  }

  @Test
  void readsAnSdistToItsEnd() throws Exception {
    byte[] noise = new byte[4 << 20];
    new Random(7).nextBytes(noise);
    byte[] sdist =
        Archives.tarGz(
            "foo-1/data", new String(noise, StandardCharsets.ISO_8859_1), "foo-1/PKG-INFO", INFO);
    for (boolean ranges : new boolean[] {true, false}) {
      RemoteMetadata remote = new RemoteMetadata(new RangeContext(sdist, ranges));
      assertThat(remote.ofSdist(URL, "foo-1.tar.gz", info -> false).pkgInfo()).isPresent();
    }
  }

  @Test
  void rejectsOfferedMetadataOfAnotherDigest() {
    RangeContext context = new RangeContext(INFO.getBytes(StandardCharsets.UTF_8), true);
    ExpectedDigests expected = ExpectedDigests.of(Digest.sha256("0".repeat(64)));
    PinnedFile wheel = new PinnedFile(URL, ExpectedDigests.none(), "foo.whl");
    assertThatThrownBy(() -> new RemoteMetadata(context).offered(URL, expected, wheel))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("are not what the index says");
  }
}
