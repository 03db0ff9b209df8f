package dev.hermetic.rpm.lock.modules;

import dev.hermetic.rpm.lock.solve.pool.PackagePool;
import dev.hermetic.rpm.lock.solve.problems.Explanation;
import dev.hermetic.rpm.lock.solve.rules.Job;
import dev.hermetic.rpm.lock.solve.rules.RuleKind;
import dev.hermetic.rpm.lock.solve.rules.RuleReason;
import dev.hermetic.rpm.lock.solve.search.Search;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Says why builds of modules cannot be active, as DNF says it. */
final class ModuleWords {
  private final PackagePool pool;
  private final List<Build> builds;

  ModuleWords(PackagePool pool, List<Build> builds) {
    this.pool = pool;
    this.builds = builds;
  }

  /**
   * The sentences of each problem; of equal problems only one.
   *
   * @param jobs what was asked for
   */
  List<List<String>> problems(Search search, List<Job> jobs) {
    List<List<String>> all = new ArrayList<>();
    Set<Set<String>> known = new LinkedHashSet<>();
    for (List<RuleReason> problem : Explanation.reasons(search)) {
      Set<String> sentences = new LinkedHashSet<>();
      for (RuleReason reason : problem) {
        if (reason.kind() == RuleKind.JOB_UNKNOWN) {
          jobs.stream()
              .filter(job -> job.packages().length == 0)
              .forEach(job -> sentences.add("nothing provides requested " + job.text()));
        } else {
          sentences.add(sentence(reason));
        }
      }
      if (known.add(sentences)) {
        all.add(List.copyOf(sentences));
      }
    }
    return all;
  }

  private String name(int p) {
    int build = p - pool.installedEnd();
    return build >= 0 && build < builds.size() ? builds.get(build).text() : pool.nevra(p);
  }

  private String sentence(RuleReason reason) {
    String module = "module " + name(reason.package_());
    String what = Explanation.words(pool, reason.dependency());
    return switch (reason.kind()) {
      case NOT_INSTALLABLE -> notInstallable(reason.package_(), module);
      case NOTHING_PROVIDES -> "nothing provides " + what + " needed by " + module;
      case REQUIRES ->
          module + " requires " + what + ", but none of the providers can be installed";
      case CONFLICTS -> module + " conflicts with " + what + " provided by " + name(reason.other());
      case SAME_NAME ->
          "cannot install both modules " + name(reason.package_()) + " and " + name(reason.other());
      case BEST -> "cannot install the best candidate for the job";
      default -> "conflicting requests";
    };
  }

  private String notInstallable(int p, String module) {
    if (pool.isExcluded(p)) {
      return module + " is disabled";
    }
    return pool.archScore(p) == 0
        ? module + " does not have a compatible architecture"
        : module + " is not installable";
  }
}
