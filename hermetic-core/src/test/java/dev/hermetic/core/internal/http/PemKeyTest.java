package dev.hermetic.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.InputException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

final class PemKeyTest {
  /** Made by {@code openssl ecparam -name prime256v1 -genkey -noout}; guards nothing. */
  private static final String SEC1 =
      """
      -----BEGIN EC PRIVATE KEY-----
      MHcCAQEEIHmRBIlE9aZ/SnjmUxGlb8NKB1x2a7Z8yBCrchjfts1ooAoGCCqGSM49
      AwEHoUQDQgAEjVk43uyJDd4vwjfJKe3ydZghf7Z3kdTqAD6evGi0sxGFwXEjP98J
      gMt6Qj+sCAQLEUZ520NXnhak2wniKB5CJg==
      -----END EC PRIVATE KEY-----
      """;

  private static String pem(String type, byte[] der) {
    String text = Base64.getMimeEncoder().encodeToString(der);
    return "-----BEGIN " + type + "-----\n" + text + "\n-----END " + type + "-----\n";
  }

  private static KeyPair rsa() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair();
  }

  @Test
  void readsPkcs8() throws Exception {
    KeyPair pair = rsa();
    assertThat(PemKey.parse(pem("PRIVATE KEY", pair.getPrivate().getEncoded()), "k"))
        .isEqualTo(pair.getPrivate());
  }

  @Test
  void readsPkcs1() throws Exception {
    KeyPair pair = rsa();
    byte[] pkcs8 = pair.getPrivate().getEncoded();
    // RFC 5958: 26 bytes of version, algorithm and lengths stand before the PKCS#1 structure.
    byte[] pkcs1 = Arrays.copyOfRange(pkcs8, 26, pkcs8.length);
    assertThat(PemKey.parse(pem("RSA PRIVATE KEY", pkcs1), "k")).isEqualTo(pair.getPrivate());
  }

  @Test
  void readsSec1() {
    assertThat(PemKey.parse(SEC1, "k").getAlgorithm()).isEqualTo("EC");
  }

  @Test
  void refusesWhatIsNoKey() {
    for (String text :
        new String[] {"", pem("PRIVATE KEY", new byte[3]), pem("EC PRIVATE KEY", new byte[1])}) {
      assertThatThrownBy(() -> PemKey.parse(text, "client.key"))
          .isInstanceOf(InputException.class)
          .hasMessageStartingWith("client.key: ");
    }
  }
}
