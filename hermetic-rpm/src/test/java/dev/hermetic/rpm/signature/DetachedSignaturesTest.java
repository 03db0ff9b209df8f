package dev.hermetic.rpm.signature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.spi.Verdict;
import dev.hermetic.rpm.file.RpmReader;
import dev.hermetic.rpm.fixtures.HeaderBytes;
import dev.hermetic.rpm.fixtures.PackageBytes;
import dev.hermetic.rpm.fixtures.RpmTools;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forms of signatures that the rpmsign of today does not write, made with GnuPG. */
final class DetachedSignaturesTest {
  private static final byte[] HEADER = PackageBytes.header().build();

  /** As of rpm before 4.14: without a digest of the payload. */
  private static final byte[] OLD_HEADER =
      new HeaderBytes(63)
          .text(1000, "old")
          .text(1001, "1")
          .text(1002, "1")
          .text(1022, "noarch")
          .build();

  @TempDir static Path home;
  private static ThrowAwayKeys keys;
  private static TrustedKeys trusted;

  @BeforeAll
  static void makeKeys() throws Exception {
    RpmTools.need("gpg", "gpgconf");
    keys = new ThrowAwayKeys(new RpmTools(home.resolve("home")), home.resolve("g"));
    keys.make("Edwards", "ed25519");
    keys.make("Nist", "nistp384");
    trusted = TrustedKeys.read(keys.gpg("--armor", "--export").getBytes("US-ASCII"), "keys");
  }

  @AfterAll
  static void stopAgent() throws Exception {
    if (keys != null) {
      keys.close();
    }
  }

  @Test
  void acceptsSeveralSignaturesOfVersion6() throws Exception {
    byte[] header = PackageBytes.header().ints(5114, 6).build();
    HeaderBytes signatures =
        PackageBytes.signatures(header)
            .texts(278, 8, base64(header, "Edwards"), base64(header, "Nist"))
            .text(279, PackageBytes.sha3(header));
    assertThat(judge(signatures, header))
        .isInstanceOfSatisfying(
            Verdict.Verified.class, good -> assertThat(good.detail()).contains("; key "));
  }

  @Test
  void rejectsWhenOneOfSeveralIsWrong() throws Exception {
    HeaderBytes signatures =
        PackageBytes.signatures(HEADER)
            .texts(278, 8, base64(HEADER, "Edwards"), base64(OLD_HEADER, "Nist"));
    assertThat(judge(signatures, HEADER)).isInstanceOf(Verdict.Rejected.class);
  }

  @Test
  void acceptsASignatureOverHeaderAndPayload() throws Exception {
    HeaderBytes signatures = old().binary(1002, detached(whole(OLD_HEADER), "Nist"));
    assertThat(judge(signatures, OLD_HEADER)).isInstanceOf(Verdict.Verified.class);
  }

  @Test
  void rejectsASignatureOverAnotherPayload() throws Exception {
    HeaderBytes signatures = old().binary(1002, detached(OLD_HEADER, "Nist"));
    assertThat(judge(signatures, OLD_HEADER)).isInstanceOf(Verdict.Rejected.class);
  }

  @Test
  void doesNotTakeASignedHeaderForASignedPayload() throws Exception {
    HeaderBytes signatures = old().binary(268, detached(OLD_HEADER, "Nist"));
    assertThat(judge(signatures, OLD_HEADER))
        .isInstanceOfSatisfying(
            Verdict.Rejected.class,
            no -> assertThat(no.reason()).contains("no digest of the payload"));
  }

  @Test
  void rejectsRubbishInPlaceOfASignature() throws Exception {
    for (byte[] rubbish : new byte[][] {{0}, {-1, -1, -1}, new byte[70_000], {(byte) 0x88, 5, 4}}) {
      HeaderBytes signatures = PackageBytes.signatures(HEADER).binary(268, rubbish);
      assertThat(judge(signatures, HEADER)).isInstanceOf(Verdict.Rejected.class);
    }
  }

  @Test
  void acceptsNoSignatureWithOtherNumbers() throws Exception {
    byte[] signature = detached(HEADER, "Edwards");
    int numbers = numbersOf(signature);
    for (int i = 0; i < signature.length; i++) {
      byte[] mutated = signature.clone();
      mutated[i] ^= 0x15;
      Verdict verdict = judge(PackageBytes.signatures(HEADER).binary(268, mutated), HEADER);
      if (i >= numbers) {
        assertThat(verdict).as("byte %s", i).isInstanceOf(Verdict.Rejected.class);
      }
    }
  }

  /** Where the numbers begin in a packet of version 4: RFC 9580, section 5.2.3. */
  private static int numbersOf(byte[] packet) {
    int hashed = (packet[6] & 0xff) << 8 | packet[7] & 0xff;
    int loose = (packet[8 + hashed] & 0xff) << 8 | packet[9 + hashed] & 0xff;
    return 8 + hashed + 2 + loose + 2;
  }

  private static HeaderBytes old() {
    byte[] md5 = md5(whole(OLD_HEADER));
    return PackageBytes.signatures(OLD_HEADER).binary(1004, md5);
  }

  @SuppressWarnings("deprecation") // The digest of old packages.
  private static byte[] md5(byte[] bytes) {
    return com.google.common.hash.Hashing.md5().hashBytes(bytes).asBytes();
  }

  private static byte[] whole(byte[] header) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(header);
    out.writeBytes(PackageBytes.PAYLOAD);
    return out.toByteArray();
  }

  private static String base64(byte[] bytes, String key) throws Exception {
    return Base64.getEncoder().encodeToString(detached(bytes, key));
  }

  private static byte[] detached(byte[] bytes, String key) throws Exception {
    Path file = Files.write(Files.createTempFile(home, "signed", ""), bytes);
    keys.gpg("--local-user", key, "--detach-sign", file.toString());
    return Files.readAllBytes(Path.of(file + ".sig"));
  }

  private static Verdict judge(HeaderBytes signatures, byte[] header) throws Exception {
    byte[] bytes = PackageBytes.of(signatures.build(), header, PackageBytes.PAYLOAD);
    SignatureCheck check = new SignatureCheck(trusted);
    var read = RpmReader.read(new ByteArrayInputStream(bytes), "made.rpm", check);
    return SignatureJudgement.of(read, check.results(), SignaturePolicy.REQUIRE);
  }
}
