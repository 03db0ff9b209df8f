package dev.hermetic.core;

/** Why a text or its parts make no package URL; the reason reads on after a colon. */
final class MalformedPurlException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedPurlException(String reason) {
    super(reason);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
