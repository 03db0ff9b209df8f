package dev.hermetic.rpm.repodata;

import dev.hermetic.core.spi.LayoutContext.Work;
import java.io.IOException;

/** Does several things, at the same time where it can. */
@FunctionalInterface
public interface Parallel {
  /** One after the other. */
  Parallel NONE =
      (count, work) -> {
        for (int i = 0; i < count; i++) {
          work.on(i);
        }
      };

  /**
   * Works on every item from 0 to below {@code count}, in rising order of their beginnings, and
   * returns when all is done; the first failure is thrown.
   */
  void each(int count, Work work) throws IOException, InterruptedException;
}
