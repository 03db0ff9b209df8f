package dev.hermetic.rpm.lock;

import dev.hermetic.core.PackageInput;
import dev.hermetic.core.spi.LockContext;
import dev.hermetic.core.spi.LockResult;
import dev.hermetic.core.spi.Locker;
import java.io.IOException;

/**
 * Turns {@code rpms.in.yaml} into {@code rpms.lock.yaml}: package for package what DNF 4 would
 * choose, for every architecture on any machine. Stateless, thread-safe.
 */
public final class RpmLocker implements Locker {
  /** For {@link java.util.ServiceLoader}. */
  public RpmLocker() {}

  @Override
  public String ecosystem() {
    return "rpm";
  }

  @Override
  public LockResult lock(PackageInput input, LockContext context)
      throws IOException, InterruptedException {
    return Locking.lock(input, context);
  }
}
