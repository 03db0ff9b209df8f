package dev.hermetic.examples;

import dev.hermetic.core.Policy;
import dev.hermetic.core.Prefetch;
import dev.hermetic.core.PrefetchReport;
import dev.hermetic.core.PrefetchRequest;
import java.nio.file.Path;

/** Prefetches a Node project from inside another Java program. */
public final class Embedding {
  private Embedding() {}

  /**
   * Fetches what {@code package-lock.json} pins, makes the project use it, and proves it.
   *
   * @param project the directory with the project; its lockfile is rewritten to local files
   * @param output the directory to write; its {@code deps/npm} then holds every tarball
   * @param store where content is kept between runs
   * @return what came from where; {@link PrefetchReport#summary} is one line for people
   * @throws dev.hermetic.core.HermeticException when anything cannot be pinned, fetched or verified
   * @throws InterruptedException when the thread is interrupted
   */
  public static PrefetchReport prefetch(Path project, Path output, Path store)
      throws InterruptedException {
    try (Prefetch prefetch = Prefetch.create(store)) {
      PrefetchRequest request =
          PrefetchRequest.builder(project, output)
              .input("npm", ".")
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
