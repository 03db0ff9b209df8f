package dev.hermetic.rpm.lock.solve.rules;

import dev.hermetic.rpm.file.DependencyKind;
import dev.hermetic.rpm.lock.solve.policy.NormalForm;
import dev.hermetic.rpm.lock.solve.pool.ArchPolicy;
import dev.hermetic.rpm.lock.solve.pool.IntList;
import dev.hermetic.rpm.lock.solve.pool.PackagePool;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The rules of packages and of all they could bring in. What is wrong among installed packages
 * already is left alone. For one thread.
 */
final class PackageRules {
  private final PackagePool pool;
  private final Task task;
  private final NormalForm forms;
  private final RuleSink sink;
  private final @Nullable BitSet seen;
  private final IntList work = new IntList();
  private final BitSet waiting = new BitSet();
  private final BitSet reached = new BitSet();
  private final RichRules rich;
  private int done;

  /**
   * Tells rules to a sink.
   *
   * @param seen the packages whose rules were told; null to tell those of single packages only
   */
  PackageRules(Task task, RuleSink sink, @Nullable BitSet seen) {
    this.task = task;
    this.pool = task.pool();
    this.sink = sink;
    this.seen = seen;
    this.forms = new NormalForm(pool);
    this.rich = new RichRules(pool, sink, this::reach);
  }

  /** Tells the rules of a package, and of what it could bring in. */
  void add(int package_) {
    if (seen == null) {
      rules(package_);
      return;
    }
    reach(package_);
    while (done < work.size()) {
      int p = work.get(done++);
      if (!seen.get(p)) {
        seen.set(p);
        rules(p);
      }
    }
    work.clear();
    done = 0;
  }

  private void reach(int p) {
    if (seen != null && !waiting.get(p)) {
      waiting.set(p);
      work.add(p);
    }
  }

  private void reachAll(int list) {
    if (seen != null && !reached.get(list)) {
      reached.set(list);
      for (int at = list; pool.lists().get(at) != 0; at++) {
        reach(pool.lists().get(at));
      }
    }
  }

  private void rules(int p) {
    boolean lenient = pool.isInstalled(p);
    if (!lenient && (pool.isSource(p) ? pool.isExcluded(p) : !pool.isInstallable(p))) {
      sink.rule(-p, 0, 0, RuleKind.NOT_INSTALLABLE, 0);
    }
    requires(p, lenient);
    if (pool.isSource(p)) {
      return;
    }
    conflicts(p, lenient);
    obsoletes(p, lenient);
    sameName(p, lenient);
    if (seen != null) {
      betterArches(p);
      weak(p, DependencyKind.RECOMMENDS);
      weak(p, DependencyKind.SUGGESTS);
    }
  }

  private void requires(int p, boolean lenient) {
    int at = pool.dependencies(p, DependencyKind.REQUIRES);
    for (int dependency; (dependency = pool.entries().get(at)) != 0; at++) {
      if (pool.dependencies().isComplex(dependency)) {
        rich.requires(p, dependency, lenient);
      } else {
        require(p, dependency, lenient);
      }
    }
  }

  private void require(int p, int dependency, boolean lenient) {
    if (isOfRpm(dependency)) {
      return;
    }
    int list = pool.providers().of(dependency);
    pool.work().add(1);
    if (lenient && !hasInstalled(list)) {
      return;
    }
    if (pool.lists().get(list) == 0) {
      sink.rule(-p, 0, 0, RuleKind.NOTHING_PROVIDES, dependency);
    } else if (!offers(list, p)) {
      sink.rule(-p, 0, list, RuleKind.REQUIRES, dependency);
      reachAll(list);
    }
  }

  private boolean offers(int list, int p) {
    int at = list;
    int other;
    while ((other = pool.lists().get(at)) != 0 && other < p) {
      at++;
    }
    pool.work().add(at - list);
    return other == p;
  }

  /** Features of rpm itself, {@code rpmlib(CompressedFileNames)}, are always there. */
  private boolean isOfRpm(int dependency) {
    return !pool.dependencies().isJoined(dependency)
        && pool.texts().startsWith(pool.dependencies().left(dependency), 'r')
        && pool.texts().get(pool.dependencies().left(dependency)).startsWith("rpmlib(");
  }

  private boolean hasInstalled(int list) {
    for (int at = list; pool.lists().get(at) != 0; at++) {
      if (pool.isInstalled(pool.lists().get(at))) {
        return true;
      }
    }
    return false;
  }

  private void conflicts(int p, boolean lenient) {
    int at = pool.dependencies(p, DependencyKind.CONFLICTS);
    for (int dependency; (dependency = pool.entries().get(at)) != 0; at++) {
      if (pool.dependencies().isComplex(dependency)) {
        rich.conflicts(p, dependency, lenient);
        continue;
      }
      int list = pool.providers().of(dependency);
      for (int other; (other = pool.lists().get(list)) != 0; list++) {
        if (other != p && !(lenient && pool.isInstalled(other))) {
          sink.rule(-p, -other, 0, RuleKind.CONFLICTS, dependency);
        }
      }
    }
  }

  private void obsoletes(int p, boolean lenient) {
    RuleKind kind = lenient ? RuleKind.INSTALLED_OBSOLETES : RuleKind.OBSOLETES;
    int at = pool.dependencies(p, DependencyKind.OBSOLETES);
    for (int dependency; (dependency = pool.entries().get(at)) != 0; at++) {
      int list = pool.providers().of(dependency);
      for (int other; (other = pool.lists().get(list)) != 0; list++) {
        if (other != p
            && !(lenient && pool.isInstalled(other))
            && pool.matchesName(other, dependency)) {
          sink.rule(-p, -other, 0, kind, dependency);
        }
      }
    }
  }

  private void sameName(int p, boolean lenient) {
    if (lenient) {
      return;
    }
    int list = pool.providers().ofName(pool.name(p));
    for (int other; (other = pool.lists().get(list)) != 0; list++) {
      if (other != p
          && pool.name(other) == pool.name(p)
          && pool.coloursMeet(p, other)
          && !mayStandBeside(p, other)) {
        sink.rule(-p, -other, 0, RuleKind.SAME_NAME, 0);
      }
    }
  }

  private boolean mayStandBeside(int p, int other) {
    if (!task.isMultiversion(p)
        || (pool.evr(p) == pool.evr(other) && pool.arch(p) == pool.arch(other))) {
      return false;
    }
    return !pool.isInstalled(other) || task.isMultiversion(other);
  }

  /** The same version for better architectures, which a lower one goes with. */
  private void betterArches(int p) {
    int score = pool.archScore(p);
    if (score == ArchPolicy.NOARCH || !pool.hasWordSizes()) {
      return;
    }
    int list = pool.providers().ofName(pool.name(p));
    for (int other; (other = pool.lists().get(list)) != 0; list++) {
      int otherScore = pool.archScore(other);
      if (pool.name(other) == pool.name(p)
          && pool.evr(other) == pool.evr(p)
          && otherScore != ArchPolicy.NOARCH
          && otherScore != 0
          && otherScore < score) {
        reach(other);
      }
    }
  }

  private void weak(int p, DependencyKind kind) {
    int at = pool.dependencies(p, kind);
    for (int dependency; (dependency = pool.entries().get(at)) != 0; at++) {
      if (pool.dependencies().isComplex(dependency)) {
        IntList found = new IntList();
        forms.reach(dependency, new BitSet(), found);
        for (int i = 0; i < found.size(); i++) {
          reach(found.get(i));
        }
      } else {
        reachAll(pool.providers().of(dependency));
      }
    }
  }
}
