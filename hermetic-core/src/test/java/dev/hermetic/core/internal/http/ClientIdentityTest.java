package dev.hermetic.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.HttpSettings.ClientCertificate;
import dev.hermetic.core.InputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Entitlements as subscriptions leave them: several, some expired, in files named by serials. */
final class ClientIdentityTest {
  @TempDir static Path made;
  @TempDir Path entitlements;
  private static Certificates certificates;

  @BeforeAll
  static void makeCertificates() throws Exception {
    certificates =
        new Certificates(made)
            .make("client", "san=dns:client.example", "-validity", "100")
            .make("longer", "san=dns:client.example", "-validity", "1000")
            .make("expired", "san=dns:old.example", "-startdate", "-2y", "-validity", "365");
  }

  @BeforeEach
  void clear() {
    assertThat(entitlements).isEmptyDirectory();
  }

  @Test
  void findsTheKeyThatBelongsToACertificate() throws Exception {
    put("9.pem", certificates.certificate("client"));
    put("1-key.pem", certificates.key("longer"));
    put("2-key.pem", certificates.key("client"));
    assertThat(subject(directory())).isEqualTo("CN=client");
  }

  @Test
  void takesTheOneThatIsValidLongest() throws Exception {
    for (String name : new String[] {"client", "expired", "longer"}) {
      put(name + ".pem", certificates.certificate(name));
      put(name + "-key.pem", certificates.key(name));
    }
    assertThat(subject(directory())).isEqualTo("CN=longer");
  }

  @Test
  void skipsWhatIsNoCertificateInTheFile() throws Exception {
    String data = Base64.getMimeEncoder().encodeToString(new byte[500]);
    Files.writeString(
        entitlements.resolve("1.pem"),
        "Serial: 1\n"
            + Files.readString(certificates.certificate("client"))
            + "-----BEGIN ENTITLEMENT DATA-----\n"
            + data
            + "\n-----END ENTITLEMENT DATA-----\n");
    put("1-key.pem", certificates.key("client"));
    assertThat(subject(directory())).isEqualTo("CN=client");
  }

  @Test
  void refusesADirectoryWithoutAPair() throws Exception {
    put("1.pem", certificates.certificate("client"));
    put("1-key.pem", certificates.key("longer"));
    assertRefused(directory(), "none of its 1 certificates has its key there");
  }

  @Test
  void refusesAKeyOfAnotherCertificate() {
    ClientCertificate mixed =
        new ClientCertificate(certificates.certificate("client"), certificates.key("longer"));
    assertRefused(mixed, "belongs to another certificate");
  }

  @Test
  void saysWhenACertificateHasExpired() throws Exception {
    ClientCertificate expired =
        new ClientCertificate(certificates.certificate("expired"), certificates.key("expired"));
    assertRefused(expired, "expired.crt: the client certificate is valid from ");
    put("1.pem", certificates.certificate("expired"));
    put("1-key.pem", certificates.key("expired"));
    assertRefused(directory(), "1.pem: the client certificate is valid from ");
  }

  private void put(String name, Path from) throws Exception {
    Files.copy(from, entitlements.resolve(name));
  }

  private ClientCertificate directory() {
    return new ClientCertificate(entitlements, entitlements);
  }

  private static String subject(ClientCertificate setting) throws Exception {
    return ClientIdentity.of(setting).chain().get(0).getSubjectX500Principal().toString();
  }

  private static void assertRefused(ClientCertificate setting, String message) {
    assertThatThrownBy(() -> ClientIdentity.of(setting))
        .isInstanceOfSatisfying(
            InputException.class, e -> assertThat(e.code()).isEqualTo("input.tls"))
        .hasMessageContaining(message)
        .hasMessageNotContaining("PRIVATE");
  }
}
