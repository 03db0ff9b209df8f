package dev.hermetic.core.internal.engine;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.CancelledException;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.IntegrityException;
import dev.hermetic.core.PrefetchPlan.Placement;
import dev.hermetic.core.ProgressListener.Outcome;
import dev.hermetic.core.StoreException;
import dev.hermetic.core.internal.fetch.Downloads;
import dev.hermetic.core.internal.fetch.Downloads.Downloaded;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Brings all files of a plan into the store. What the network refuses does not stop the others;
 * wrong bytes or a store that cannot be written do, after what runs has finished.
 */
final class FetchStage {
  private final Downloads downloads;
  private final Downloads.Run run;
  private final List<Placement> placements;
  private final @Nullable Downloaded[] results;
  private final @Nullable HermeticException[] failures;
  private volatile boolean stopped;
  private volatile boolean cancelled;

  FetchStage(Downloads downloads, Downloads.Run run, List<Placement> placements) {
    this.downloads = downloads;
    this.run = run;
    this.placements = placements;
    this.results = new Downloaded[placements.size()];
    this.failures = new HermeticException[placements.size()];
  }

  /**
   * Fetches.
   *
   * @return what was fetched, in the order of the placements
   * @throws HermeticException the only failure, or all of them in that order
   */
  List<Downloaded> fetch(Workers workers) throws IOException, InterruptedException {
    workers.each(placements.size(), this::fetch);
    if (cancelled) {
      throw new CancelledException();
    }
    Failures.throwAll(new ArrayList<>(Arrays.stream(failures).filter(Objects::nonNull).toList()));
    List<Downloaded> fetched = new ArrayList<>(results.length);
    for (Downloaded result : results) {
      fetched.add(Objects.requireNonNull(result));
    }
    return fetched;
  }

  private void fetch(int index) throws InterruptedException {
    Artifact artifact = placements.get(index).artifact();
    Outcome outcome = Outcome.FAILED;
    run.listener().started(artifact);
    try {
      cancelled |= run.cancellation().isCancelled();
      if (!cancelled && !stopped) {
        Downloaded result = downloads.artifact(artifact, run);
        results[index] = result;
        outcome = result.fromStore() ? Outcome.FROM_STORE : Outcome.FETCHED;
      }
    } catch (CancelledException asked) {
      cancelled = true;
    } catch (HermeticException failure) {
      failures[index] = failure;
      stopped |= failure instanceof IntegrityException || failure instanceof StoreException;
    } finally {
      run.listener().finished(artifact, outcome);
    }
  }
}
