package dev.hermetic.pip.pylock;

import dev.hermetic.core.InputException;
import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import java.util.Optional;

/** Makes the failures of this package: with file and line where the lock was read from a file. */
final class LockProblem {
  private LockProblem() {}

  static InputException of(Optional<Location> at, String code, String message, String... hints) {
    return at.isPresent()
        ? LockfileException.of(code, at.get(), message, hints)
        : InputException.of(code, message, hints);
  }
}
