package dev.hermetic.examples;

import dev.hermetic.core.HostContext;
import dev.hermetic.core.Policy;
import dev.hermetic.core.Prefetch;
import dev.hermetic.core.PrefetchReport;
import dev.hermetic.core.PrefetchRequest;
import java.nio.file.Path;

/** Prefetches a project from inside another Java program. */
public final class Embedding {
  private Embedding() {}

  /**
   * Fetches what the project's lockfiles pin, makes the project use it, and proves it.
   *
   * @param project the directory with the project; its lockfiles are rewritten to local files
   * @param output the directory to write; its {@code deps} then holds everything
   * @param store where content is kept between runs
   * @return what came from where; {@link PrefetchReport#summary} is one line for people
   * @throws dev.hermetic.core.HermeticException when anything cannot be pinned, fetched or verified
   * @throws InterruptedException when the thread is interrupted
   */
  public static PrefetchReport prefetch(Path project, Path output, Path store)
      throws InterruptedException {
    // What npm, pip and others are configured with on this machine; leave it out to read nothing.
    HostContext host =
        HostContext.builder(Path.of(""))
            .variables(System.getenv())
            .askInstalledClients(true)
            .build();
    try (Prefetch prefetch = Prefetch.builder().store(store).host(host).build()) {
      PrefetchRequest request =
          PrefetchRequest.builder(project, output)
              .detected(prefetch)
              .policy(Policy.builder().allowPlainHttp(false).build())
              .build();
      PrefetchReport report = prefetch.run(request);
      prefetch.inject(output, output.toAbsolutePath().toString(), project);
      if (!prefetch.audit(output).isClean()) {
        throw new IllegalStateException("somebody else writes to " + output);
      }
      return report;
    }
  }
}
