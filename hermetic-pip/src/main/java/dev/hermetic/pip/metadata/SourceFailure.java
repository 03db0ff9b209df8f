package dev.hermetic.pip.metadata;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The bytes of an archive cannot be had, to be told from an archive that is damaged. */
final class SourceFailure extends IOException {
  private static final long serialVersionUID = 1L;

  SourceFailure(@Nullable String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** Throws the failure of the source that a library has wrapped, if there is one. */
  static void rethrow(Throwable failure) throws SourceFailure {
    Throwable at = failure;
    for (int depth = 0; at != null && depth < 20; depth++) {
      if (at instanceof SourceFailure source) {
        throw source;
      }
      at = at.getCause();
    }
  }
}
