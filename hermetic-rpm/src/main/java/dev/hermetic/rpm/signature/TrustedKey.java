package dev.hermetic.rpm.signature;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import org.bouncycastle.openpgp.PGPPublicKey;

/**
 * A key or subkey that the caller named, with the time in which its signatures count.
 *
 * @param until the first moment in which they no longer do
 * @param ending what happened then
 * @param flaw why it cannot sign at all; empty when it can
 */
record TrustedKey(PGPPublicKey key, Instant until, String ending, String flaw) {
  String keyId() {
    return String.format(Locale.ROOT, "%016x", key.getKeyID());
  }

  String fingerprint() {
    return HexFormat.of().formatHex(key.getFingerprint());
  }

  /** Why a signature of that moment does not count, as the rest of a sentence; or empty. */
  String problemAt(Instant moment) {
    if (!flaw.isEmpty()) {
      return flaw;
    }
    if (moment.isBefore(key.getCreationTime().toInstant())) {
      return "is younger than its signature";
    }
    return moment.isBefore(until) ? "" : ending;
  }
}
