package dev.hermetic.rpm.signature;

import dev.hermetic.core.InputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.bouncycastle.bcpg.ArmoredInputStream;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.bc.BcPGPPublicKeyRingCollection;

/** The public keys that a caller trusts to sign packages. Immutable; thread-safe. */
public final class TrustedKeys {
  /** The first line of an armoured block. */
  public static final String BEGIN = "-----BEGIN PGP PUBLIC KEY BLOCK-----";

  /** The last line of an armoured block. */
  public static final String END = "-----END PGP PUBLIC KEY BLOCK-----";

  private static final int MAX_BYTES = 16 << 20;
  private static final int MAX_KEYS = 1000;

  private final List<TrustedKey> keys;

  private TrustedKeys(List<TrustedKey> keys) {
    this.keys = Collections.unmodifiableList(keys);
  }

  /** No key at all. */
  public static TrustedKeys none() {
    return new TrustedKeys(List.of());
  }

  /**
   * Reads keys: any number of ASCII-armoured blocks with text between them, or binary ones.
   *
   * @param subject what messages call them, a file name for example
   * @throws InputException with code {@code rpm.key} when there is none or one is malformed
   */
  public static TrustedKeys read(byte[] bytes, String subject) {
    if (bytes.length > MAX_BYTES) {
      throw InputException.of("rpm.key", subject + " is too large for keys");
    }
    try {
      List<TrustedKey> keys = new ArrayList<>();
      for (byte[] block : blocks(bytes)) {
        for (PGPPublicKeyRing ring : new BcPGPPublicKeyRingCollection(block)) {
          keys.addAll(new KeyCertificate(ring).keys());
        }
      }
      if (keys.isEmpty() || keys.size() > MAX_KEYS) {
        throw InputException.of("rpm.key", subject + " holds " + keys.size() + " public keys");
      }
      return new TrustedKeys(keys);
    } catch (InputException said) {
      throw said;
    } catch (IOException | PGPException | RuntimeException malformed) {
      throw InputException.of(
          "rpm.key",
          subject + " holds no readable public key: " + malformed.getMessage(),
          "export the key with 'gpg --export --armor'");
    }
  }

  private static List<byte[]> blocks(byte[] bytes) throws IOException {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int begin = text.indexOf(BEGIN);
    if (begin < 0) {
      return List.of(bytes);
    }
    List<byte[]> blocks = new ArrayList<>();
    while (begin >= 0) {
      int end = text.indexOf(END, begin);
      if (end < 0) {
        throw new IOException("a block does not end");
      }
      String block = text.substring(begin, end + END.length()) + "\n";
      try (InputStream armoured =
          new ArmoredInputStream(
              new ByteArrayInputStream(block.getBytes(StandardCharsets.ISO_8859_1)))) {
        blocks.add(armoured.readAllBytes());
      }
      begin = text.indexOf(BEGIN, end);
    }
    return blocks;
  }

  /** The fingerprints of all keys and subkeys, hexadecimal. */
  public SortedSet<String> fingerprints() {
    SortedSet<String> fingerprints = new TreeSet<>();
    keys.forEach(key -> fingerprints.add(key.fingerprint()));
    return fingerprints;
  }

  /** The keys and subkeys of that id; two of them can share one. */
  List<TrustedKey> withId(long keyId) {
    return keys.stream().filter(key -> key.key().getKeyID() == keyId).toList();
  }
}
