package dev.hermetic.formats.archive;

import java.io.IOException;

/** An archive that is damaged, or larger than it may be. The message says what "it" is not. */
public final class MalformedArchiveException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * A failure.
   *
   * @param message what is wrong, safe to print
   */
  public MalformedArchiveException(String message) {
    super(message);
  }
}
