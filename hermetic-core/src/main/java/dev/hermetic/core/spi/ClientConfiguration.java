package dev.hermetic.core.spi;

import dev.hermetic.core.HostContext;
import java.io.IOException;

/**
 * Optional service: what the native client's own configuration says, its registries, credentials
 * and certificates. Found like a {@link Resolver}; asked once a run, and only where the caller gave
 * a {@link HostContext}. What the caller himself says always wins over it.
 */
public interface ClientConfiguration {
  /** The ecosystem, as in {@link Resolver#ecosystem()}. */
  String ecosystem();

  /**
   * Reads the configuration as the client would, without running code of the project. Reading is
   * cheap: what costs more than opening files, such as asking the client itself, is a {@link
   * Configured.Builder#askedRegistry question} that is put when somebody needs the answer.
   *
   * @throws dev.hermetic.core.HermeticException when a file is there and cannot be used
   * @throws IOException when reading fails
   * @throws InterruptedException when the run is cancelled
   */
  Configured read(HostContext host, ConfigurationContext context)
      throws IOException, InterruptedException;
}
