package dev.hermetic.rpm.signature;

/** What becomes of signatures that are missing or cannot be confirmed. */
enum SignaturePolicy {
  /** Signatures are not looked at; digests still are. */
  OFF,
  /** A signature that is wrong fails; one that is missing or of an unknown key is a warning. */
  WARN,
  /** At least one signature by a named key must be good, and none wrong. */
  REQUIRE
}
