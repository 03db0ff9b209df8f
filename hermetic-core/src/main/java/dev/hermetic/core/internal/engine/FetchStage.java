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
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Brings all files of a plan into the store. What the network refuses does not stop the others;
 * wrong bytes or a store that cannot be written do, after what runs has finished.
 *
 * <p>The thread that brings the last file of an ecosystem lays the ecosystem out, while others go
 * on fetching.
 */
final class FetchStage {
  /** What happens when all files of an ecosystem are there. */
  @FunctionalInterface
  interface Arrival {
    /**
     * Happens once for each ecosystem that has files, on any thread.
     *
     * @throws HermeticException which counts as a failure of the ecosystem
     */
    void complete(String ecosystem, List<Placement> placements, List<Downloaded> fetched)
        throws InterruptedException;
  }

  /** The files of one ecosystem, which lie side by side in the order of the paths. */
  private record Group(String ecosystem, int from, int to, AtomicInteger missing) {}

  private final Downloads downloads;
  private final Downloads.Run run;
  private final List<Placement> placements;
  private final @Nullable Downloaded[] results;
  private final @Nullable HermeticException[] failures;
  private final Arrival arrival;
  private final Group[] groups;
  private final Map<String, HermeticException> layoutFailures = new ConcurrentSkipListMap<>();
  private volatile boolean stopped;
  private volatile boolean cancelled;

  FetchStage(Downloads downloads, Downloads.Run run, List<Placement> placements, Arrival arrival) {
    this.downloads = downloads;
    this.run = run;
    this.placements = placements;
    this.results = new Downloaded[placements.size()];
    this.failures = new HermeticException[placements.size()];
    this.arrival = arrival;
    this.groups = new Group[placements.size()];
    for (int from = 0; from < placements.size(); ) {
      int to = endOfEcosystem(from);
      Group group = new Group(ecosystem(from), from, to, new AtomicInteger(to - from));
      Arrays.fill(groups, from, to, group);
      from = to;
    }
  }

  private int endOfEcosystem(int from) {
    String ecosystem = ecosystem(from);
    int to = from + 1;
    while (to < placements.size() && ecosystem(to).equals(ecosystem)) {
      to++;
    }
    return to;
  }

  private String ecosystem(int index) {
    return placements.get(index).ecosystem();
  }

  /**
   * Fetches.
   *
   * @return what was fetched, in the order of the placements
   * @throws HermeticException the only failure, or all of them in that order, followed by those of
   *     layouts
   */
  List<Downloaded> fetch(Workers workers) throws IOException, InterruptedException {
    workers.eachWaiting(placements.size(), this::fetch);
    if (cancelled) {
      throw CancelledException.of();
    }
    List<HermeticException> all =
        new ArrayList<>(Arrays.stream(failures).filter(Objects::nonNull).toList());
    layoutFailures.values().forEach(failure -> Failures.collect(failure, all));
    Failures.throwAll(all);
    return fetched(0, results.length);
  }

  private List<Downloaded> fetched(int from, int to) {
    List<Downloaded> fetched = new ArrayList<>(to - from);
    for (int i = from; i < to; i++) {
      fetched.add(Objects.requireNonNull(results[i]));
    }
    return fetched;
  }

  private void fetch(int index, Runnable waits) throws InterruptedException {
    fetchOne(index, waits);
    Group group = groups[index];
    // Counting down makes what other threads stored before it visible to the last one.
    if (results[index] != null && group.missing().decrementAndGet() == 0 && !cancelled) {
      arrived(group);
    }
  }

  private void arrived(Group group) throws InterruptedException {
    try {
      arrival.complete(
          group.ecosystem(),
          placements.subList(group.from(), group.to()),
          fetched(group.from(), group.to()));
    } catch (CancelledException asked) {
      cancelled = true;
    } catch (HermeticException failure) {
      layoutFailures.put(group.ecosystem(), failure);
      stopped |= failure instanceof StoreException;
    }
  }

  private void fetchOne(int index, Runnable waits) throws InterruptedException {
    Artifact artifact = placements.get(index).artifact();
    Outcome outcome = Outcome.FAILED;
    run.listener().started(artifact);
    try {
      cancelled |= run.cancellation().isCancelled();
      if (!cancelled && !stopped) {
        Downloaded result = downloads.artifact(artifact, run, waits);
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
