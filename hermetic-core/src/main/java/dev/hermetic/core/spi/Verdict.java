package dev.hermetic.core.spi;

/** What a verifier found. Closed: a new case would change what a run means. */
public sealed interface Verdict {
  /** The evidence holds. */
  record Verified(String detail) implements Verdict {}

  /** There is no evidence; policy decides. */
  record Unverifiable(String reason) implements Verdict {}

  /** The evidence contradicts the bytes; the run fails. */
  record Rejected(String reason) implements Verdict {}
}
