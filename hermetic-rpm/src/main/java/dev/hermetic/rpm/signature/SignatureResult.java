package dev.hermetic.rpm.signature;

import dev.hermetic.rpm.file.RpmSignature.Scope;

/**
 * What one signature turned out to be.
 *
 * @param status whether it counts
 * @param scope what it is over
 * @param keyId the id of the key that it claims, 16 hexadecimal digits; empty when unreadable
 * @param fingerprint of the key that was used, hexadecimal; empty when no key was
 * @param detail why it does not count, as the rest of a sentence; empty when it does
 */
record SignatureResult(
    Status status, Scope scope, String keyId, String fingerprint, String detail) {
  /** Whether a signature counts. */
  public enum Status {
    /** Made by a named key that was valid at that time, over exactly these bytes. */
    GOOD,
    /** Made by a named key over other bytes. */
    BAD,
    /** Made by a key that nobody named. */
    UNKNOWN_KEY,
    /** Of a named key that could not sign at that time: expired, revoked, too weak. */
    UNUSABLE_KEY,
    /** By a hash function or in a form that proves nothing. */
    UNSUPPORTED
  }

  /** {@code key 0123456789abcdef (fingerprint …): detail}. */
  @Override
  public String toString() {
    String key = keyId.isEmpty() ? "a signature" : "key " + keyId;
    return key
        + (fingerprint.isEmpty() ? "" : " (fingerprint " + fingerprint + ")")
        + (detail.isEmpty() ? "" : " " + detail);
  }
}
