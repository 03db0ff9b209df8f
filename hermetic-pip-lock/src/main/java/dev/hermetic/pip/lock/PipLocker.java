package dev.hermetic.pip.lock;

import dev.hermetic.core.PackageInput;
import dev.hermetic.core.spi.LockContext;
import dev.hermetic.core.spi.LockResult;
import dev.hermetic.core.spi.Locker;
import java.io.IOException;

/**
 * Locks {@code requirements.in} or {@code pyproject.toml} as {@code pylock.toml} (PEP 751) for one
 * or several target environments. See {@code docs/pip-locking.md} for its options.
 */
public final class PipLocker implements Locker {
  /** A locker. */
  public PipLocker() {}

  @Override
  public String ecosystem() {
    return "pip";
  }

  /**
   * Chooses versions: those of the existing lock as long as they will do, then the newest. No code
   * of a package is run.
   *
   * @throws dev.hermetic.core.LockfileException with code {@code pip.conflict} and an explanation
   *     when no versions meet all requirements
   */
  @Override
  public LockResult lock(PackageInput input, LockContext context)
      throws IOException, InterruptedException {
    return new Locking(input, context).lock();
  }
}
