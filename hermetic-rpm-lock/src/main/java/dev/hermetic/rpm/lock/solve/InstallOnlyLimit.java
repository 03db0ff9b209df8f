package dev.hermetic.rpm.lock.solve;

import dev.hermetic.rpm.lock.solve.decision.Decisions;
import dev.hermetic.rpm.lock.solve.pool.IntList;
import dev.hermetic.rpm.lock.solve.pool.PackagePool;
import dev.hermetic.rpm.lock.solve.rules.Job;
import dev.hermetic.rpm.lock.solve.rules.Job.Kind;
import dev.hermetic.rpm.lock.solve.rules.Job.Modifier;
import dev.hermetic.rpm.lock.solve.rules.Task;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Of packages that stand beside others of their name only some versions stay: what is new and the
 * newest of what is installed (DNF, {@code installonly_limit}).
 */
final class InstallOnlyLimit {
  private static final Set<Modifier> AS_NAMED =
      Set.of(Modifier.SET_ARCH, Modifier.SET_EVR, Modifier.SET_NAME);

  private final Task task;
  private final PackagePool pool;
  private final Decisions decisions;

  InstallOnlyLimit(Task task, Decisions decisions) {
    this.task = task;
    this.pool = task.pool();
    this.decisions = decisions;
  }

  /** The jobs that keep the limit; none when it is kept already. */
  List<Job> jobs(int limit) {
    List<Job> found = new ArrayList<>();
    for (Job job : task.jobs()) {
      if (job.kind() == Kind.MULTIVERSION) {
        limit(decided(job), limit, found);
      }
    }
    if (!found.isEmpty()) {
      IntList installed = new IntList();
      for (int p = PackagePool.FIRST; p < pool.installedEnd(); p++) {
        installed.add(p);
      }
      found.add(new Job(Kind.ALLOW_UNINSTALL, installed.toArray(), Set.of(), ""));
    }
    return found;
  }

  private List<Integer> decided(Job job) {
    List<Integer> found = new ArrayList<>();
    for (int p : job.packages()) {
      if (decisions.isInstalled(p)) {
        found.add(p);
      }
    }
    return found;
  }

  private void limit(List<Integer> packages, int limit, List<Job> to) {
    if (packages.size() <= limit || packages.stream().allMatch(pool::isInstalled)) {
      return;
    }
    Map<Integer, List<Integer>> names = new TreeMap<>(Comparator.reverseOrder());
    packages.forEach(p -> names.computeIfAbsent(pool.name(p), name -> new ArrayList<>()).add(p));
    for (List<Integer> namesakes : names.values()) {
      if (namesakes.size() > limit) {
        namesakes.sort(this::compare);
        for (int i = 0; i < namesakes.size(); i++) {
          int[] one = {namesakes.get(i)};
          to.add(new Job(i < limit ? Kind.INSTALL : Kind.ERASE, one, AS_NAMED, ""));
        }
      }
    }
  }

  /** What is new comes first, then the newest. */
  private int compare(int left, int right) {
    if (pool.isInstalled(left) != pool.isInstalled(right)) {
      return pool.isInstalled(left) ? 1 : -1;
    }
    int order = pool.isInstalled(left) ? pool.compareVersions(right, left) : 0;
    return order != 0 ? order : Integer.compare(left, right);
  }
}
