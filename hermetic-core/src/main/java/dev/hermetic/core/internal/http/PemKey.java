package dev.hermetic.core.internal.http;

import dev.hermetic.core.InputException;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a private key from PEM text: PKCS#8 (RFC 5958), PKCS#1 RSA (RFC 8017, A.1.2) or SEC 1 EC
 * (RFC 5915), not encrypted. The last two are wrapped as PKCS#8, which the platform reads.
 */
final class PemKey {
  private static final Pattern BLOCK =
      Pattern.compile(
          "-----BEGIN (RSA |EC |ENCRYPTED |)PRIVATE KEY-----([A-Za-z0-9+/=\\s:,-]*?)-----END \\1PRIVATE KEY-----");
  private static final byte[] VERSION_0 = {2, 1, 0};
  private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");
  private static final byte[] EC_OID = HexFormat.of().parseHex("06072a8648ce3d0201");

  private PemKey() {}

  /**
   * The key.
   *
   * @param name names the file in errors
   * @throws InputException with code {@code input.key}
   */
  static PrivateKey parse(String pem, String name) {
    Matcher block = BLOCK.matcher(pem);
    if (!block.find()) {
      throw bad(name, "holds no private key in PEM form");
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(block.group(2));
      return switch (block.group(1)) {
        case "RSA " -> key(sequence(VERSION_0, RSA, tagged(4, der)), List.of("RSA"));
        case "EC " -> key(wrapEc(der, name), List.of("EC"));
        case "" -> key(der, List.of("RSA", "EC", "Ed25519", "Ed448"));
        default -> throw bad(name, "is encrypted; only unencrypted keys are read");
      };
    } catch (IllegalArgumentException | IndexOutOfBoundsException | GeneralSecurityException e) {
      throw bad(name, "holds a private key that cannot be read");
    }
  }

  private static PrivateKey key(byte[] pkcs8, List<String> algorithms)
      throws GeneralSecurityException {
    GeneralSecurityException last = new GeneralSecurityException("no algorithm");
    for (String algorithm : algorithms) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      } catch (GeneralSecurityException notThisOne) {
        last = notThisOne;
      }
    }
    throw last;
  }

  /** ECPrivateKey ::= SEQUENCE { 1, OCTET STRING, [0] parameters, [1] public key }. */
  private static byte[] wrapEc(byte[] sec1, String name) {
    int at = contentOf(sec1, 0);
    at = endOf(sec1, at);
    at = endOf(sec1, at);
    if ((sec1[at] & 0xff) != 0xa0) {
      throw bad(name, "holds an EC key that names no curve");
    }
    byte[] curve = java.util.Arrays.copyOfRange(sec1, contentOf(sec1, at), endOf(sec1, at));
    return sequence(VERSION_0, sequence(EC_OID, curve), tagged(4, sec1));
  }

  private static int contentOf(byte[] der, int at) {
    int first = der[at + 1] & 0xff;
    return first < 0x80 ? at + 2 : at + 2 + (first & 0x7f);
  }

  private static int endOf(byte[] der, int at) {
    int first = der[at + 1] & 0xff;
    int length = first;
    if (first >= 0x80) {
      length = 0;
      for (int i = 0; i < (first & 0x7f); i++) {
        length = length << 8 | der[at + 2 + i] & 0xff;
      }
    }
    return contentOf(der, at) + length;
  }

  private static byte[] sequence(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return tagged(0x30, all.toByteArray());
  }

  private static byte[] tagged(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    int length = content.length;
    if (length < 0x80) {
      out.write(length);
    } else if (length < 0x100) {
      out.write(0x81);
      out.write(length);
    } else {
      out.write(0x82);
      out.write(length >> 8);
      out.write(length);
    }
    out.writeBytes(content);
    return out.toByteArray();
  }

  private static InputException bad(String name, String problem) {
    return InputException.of(
        "input.key", name + ": " + problem, "convert it with: openssl pkcs8 -topk8 -nocrypt");
  }
}
