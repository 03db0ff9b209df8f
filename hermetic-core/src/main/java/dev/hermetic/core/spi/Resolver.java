package dev.hermetic.core.spi;

import dev.hermetic.core.PackageInput;
import dev.hermetic.core.Resolution;
import java.io.IOException;

/**
 * Says exactly what must be fetched for an input; never guesses a version and never runs project
 * code.
 *
 * <p>Found through {@link java.util.ServiceLoader}; the provider is a public final class with a
 * public constructor without parameters that does nothing. One instance serves many runs and
 * threads. A {@link CacheLayout} of the same ecosystem is its pair.
 */
public interface Resolver {
  /**
   * The ecosystem, {@code npm}; of the form {@code [a-z][a-z0-9-]*}, third parties begin with
   * {@code x-}.
   */
  String ecosystem();

  /**
   * Resolves one input; equal inputs and metadata give equal resolutions.
   *
   * @throws dev.hermetic.core.HermeticException when the input cannot be used; several faults of
   *     one file are best thrown together as a {@link dev.hermetic.core.PrefetchFailedException}
   * @throws IOException when the source tree or metadata cannot be read
   * @throws InterruptedException when the run is cancelled
   */
  Resolution resolve(PackageInput input, ResolveContext context)
      throws IOException, InterruptedException;
}
