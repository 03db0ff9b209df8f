package dev.hermetic.rpm.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.HermeticException;
import dev.hermetic.core.InputException;
import dev.hermetic.core.spi.Verdict;
import dev.hermetic.rpm.file.RpmReader;
import dev.hermetic.rpm.fixtures.RpmTools;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages that the real rpmsign has signed with throw-away keys. */
final class SignedPackagesTest {
  private static final String SPEC =
      """
      Name: signed
      Version: 1
      Release: 1
      Summary: ORIGINAL
      License: MIT
      BuildArch: noarch
      %description
      Signed.
      %files
      """;

  @TempDir static Path home;
  private static ThrowAwayKeys keys;
  private static RpmTools tools;
  private static Path unsigned;
  private static Path byRsa;
  private static String rsa;

  @BeforeAll
  static void signPackages() throws Exception {
    RpmTools.need("rpmbuild", "rpmsign", "rpmkeys", "gpg", "gpgconf");
    tools = new RpmTools(home.resolve("home"));
    unsigned = tools.build(SPEC, "--target", "noarch").get(0);
    keys = new ThrowAwayKeys(tools, home.resolve("g"));
    rsa = keys.make("Rsa", "rsa3072");
    byRsa = keys.sign(unsigned, rsa, home.resolve("rsa.rpm"));
  }

  @AfterAll
  static void stopAgent() throws Exception {
    if (keys != null) {
      keys.close();
    }
  }

  @Test
  void acceptsRsaAndNamesTheKey() throws Exception {
    Verdict verdict = judge(byRsa, keys.export("Rsa"));
    assertThat(verdict)
        .isEqualTo(new Verdict.Verified("key " + rsa.substring(24) + " (fingerprint " + rsa + ")"));
  }

  @Test
  void agreesWithRpmkeys() throws Exception {
    Path armoured = Files.write(home.resolve("rsa.asc"), keys.export("Rsa"));
    String database = "--dbpath=" + Files.createDirectories(home.resolve("db"));
    tools.run("rpmkeys", database, "--import", armoured.toString());
    assertThat(tools.run("rpmkeys", database, "-Kv", byRsa.toString()))
        .contains("key ID " + rsa.substring(32) + ": OK");
  }

  @Test
  void acceptsEd25519() throws Exception {
    String key = keys.make("Edwards", "ed25519");
    Path signed = keys.sign(unsigned, key, home.resolve("ed.rpm"));
    assertThat(judge(signed, keys.export("Edwards"))).isInstanceOf(Verdict.Verified.class);
  }

  @Test
  void acceptsASigningSubkey() throws Exception {
    String key = keys.make("Parent", "rsa2048");
    keys.gpg("--quick-add-key", key, "rsa2048", "sign", "never");
    String subkey = keys.subkeyOf("Parent");
    Path signed = keys.sign(unsigned, subkey + "!", home.resolve("sub.rpm"));
    assertThat(judge(signed, keys.export("Parent")))
        .isInstanceOfSatisfying(
            Verdict.Verified.class, good -> assertThat(good.detail()).contains(subkey));
  }

  @Test
  void takesSeveralKeysWithTextBetweenAndNoFinalNewline() throws Exception {
    keys.make("Another", "ed25519");
    String all = text(keys.export("Another")) + "a comment\n" + text(keys.export("Rsa")).strip();
    byte[] bytes = all.getBytes(StandardCharsets.US_ASCII);
    assertThat(TrustedKeys.read(bytes, "keys").fingerprints()).hasSize(2).contains(rsa);
    assertThat(judge(byRsa, bytes)).isInstanceOf(Verdict.Verified.class);
  }

  @Test
  void rejectsAKeyThatNobodyNamedOnlyWhenRequired() throws Exception {
    keys.make("Stranger", "ed25519");
    byte[] stranger = keys.export("Stranger");
    assertThat(judge(byRsa, stranger))
        .isInstanceOfSatisfying(
            Verdict.Rejected.class,
            no ->
                assertThat(no.reason())
                    .contains(rsa.substring(24))
                    .contains("not one of the keys"));
    assertThat(judge(byRsa, stranger, SignaturePolicy.WARN))
        .isInstanceOf(Verdict.Unverifiable.class);
  }

  @Test
  void rejectsAnUnsignedPackageOnlyWhenRequired() throws Exception {
    assertThat(judge(unsigned, keys.export("Rsa")))
        .isEqualTo(new Verdict.Rejected("the package is not signed"));
    assertThat(judge(unsigned, keys.export("Rsa"), SignaturePolicy.WARN))
        .isEqualTo(new Verdict.Unverifiable("the package is not signed"));
  }

  @Test
  void rejectsAForgedHeaderUnderEveryPolicyThatLooks() throws Exception {
    Path forged = ForgedPackage.of(byRsa, "ORIGINAL", "TAMPERED", home.resolve("forged.rpm"));
    for (SignaturePolicy policy :
        new SignaturePolicy[] {SignaturePolicy.WARN, SignaturePolicy.REQUIRE}) {
      assertThat(judge(forged, keys.export("Rsa"), policy))
          .isInstanceOfSatisfying(
              Verdict.Rejected.class,
              no -> assertThat(no.reason()).contains("the signature is wrong").contains(rsa));
    }
  }

  @Test
  void rejectsAKeyThatHadExpired() throws Exception {
    String key = keys.make("Expired", "ed25519", "--faked-system-time", "20200101T000000");
    Path signed = keys.sign(unsigned, key, home.resolve("expired.rpm"));
    keys.gpg("--faked-system-time", "20200102T000000", "--quick-set-expire", key, "5d");
    assertReason(signed, "Expired", "had expired when it signed");
  }

  @Test
  void rejectsARevokedKey() throws Exception {
    String key = keys.make("Revoked", "ed25519");
    Path signed = keys.sign(unsigned, key, home.resolve("revoked.rpm"));
    keys.revoke(key);
    assertReason(signed, "Revoked", "is revoked");
  }

  @Test
  void rejectsAWeakKey() throws Exception {
    String key = keys.make("Weak", "rsa1024");
    Path signed = keys.sign(unsigned, key, home.resolve("weak.rpm"));
    assertReason(signed, "Weak", "is too weak: 1024 bits");
  }

  @Test
  void rejectsAWeakHash() throws Exception {
    Files.copy(unsigned, home.resolve("sha1.rpm"));
    tools.run(
        "rpmsign",
        "--define",
        "_gpg_name " + rsa,
        "--define",
        "__gpg /usr/bin/gpg",
        "--define",
        "_gpg_path " + home.resolve("g"),
        "--define",
        "_gpg_digest_algo sha1",
        "--addsign",
        home.resolve("sha1.rpm").toString());
    assertReason(home.resolve("sha1.rpm"), "Rsa", "weak hash function SHA-1");
  }

  @Test
  void refusesKeysThatAreNone() {
    assertThatThrownBy(() -> TrustedKeys.read(new byte[] {1, 2, 3}, "keys/x.asc"))
        .isInstanceOfSatisfying(
            InputException.class, e -> assertThat(e.code()).isEqualTo("rpm.key"))
        .hasMessageStartingWith("keys/x.asc ");
  }

  @Test
  void refusesAnArmourThatIsCutOff() throws Exception {
    String armoured = text(keys.export("Rsa"));
    byte[] cut = armoured.substring(0, 500).getBytes(StandardCharsets.US_ASCII);
    assertThatThrownBy(() -> TrustedKeys.read(cut, "keys/x.asc"))
        .isInstanceOf(HermeticException.class)
        .hasMessageContaining("does not end");
  }

  private static void assertReason(Path signed, String key, String reason) throws Exception {
    assertThat(judge(signed, keys.export(key)))
        .isInstanceOfSatisfying(
            Verdict.Rejected.class, no -> assertThat(no.reason()).contains(reason));
  }

  private static Verdict judge(Path file, byte[] key) throws Exception {
    return judge(file, key, SignaturePolicy.REQUIRE);
  }

  private static Verdict judge(Path file, byte[] key, SignaturePolicy policy) throws Exception {
    SignatureCheck check = new SignatureCheck(TrustedKeys.read(key, "keys"));
    var read =
        RpmReader.read(new ByteArrayInputStream(Files.readAllBytes(file)), "signed.rpm", check);
    return SignatureJudgement.of(read, check.results(), policy);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.US_ASCII);
  }
}
