package dev.hermetic.rpm.lock.solve.rules;

import dev.hermetic.rpm.file.DependencyKind;
import dev.hermetic.rpm.lock.solve.pool.IntList;
import dev.hermetic.rpm.lock.solve.pool.PackagePool;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;

/**
 * All rules, by kind behind one another: packages, features, updates, jobs, inferior architectures,
 * best versions, groups of obsoleters, choices; what is learned comes last. For one thread.
 */
public final class RuleBook {
  final Clauses clauses;
  final Task task;
  final BitSet packages = new BitSet();
  final IntList jobOfRule = new IntList();
  final IntList weakRules = new IntList();
  final IntList bestOf = new IntList();
  final IntList groupOf = new IntList();
  final IntList choiceOf = new IntList();
  private final Map<RuleKind, Integer> starts = new EnumMap<>(RuleKind.class);
  private final Map<RuleKind, Integer> ends = new EnumMap<>(RuleKind.class);
  Map<Integer, Integer> specialUpdates = Map.of();
  private final BitSet weak = new BitSet();
  private final BitSet keptBack = new BitSet();

  RuleBook(Task task) {
    this.task = task;
    this.clauses = new Clauses(task.pool().lists());
  }

  void begin(RuleKind kind) {
    starts.put(kind, clauses.end());
  }

  void end(RuleKind kind) {
    ends.put(kind, clauses.end());
  }

  void finish() {
    for (int i = 0; i < weakRules.size(); i++) {
      weak.set(weakRules.get(i));
    }
    begin(RuleKind.LEARNED);
  }

  /** The clauses. */
  public Clauses clauses() {
    return clauses;
  }

  /** What is to be solved. */
  public Task task() {
    return task;
  }

  /** The first rule of a kind; {@link RuleKind#REQUIRES} stands for all rules of packages. */
  public int start(RuleKind kind) {
    return starts.getOrDefault(kind, 0);
  }

  /** One more than the last rule of a kind. */
  public int end(RuleKind kind, int otherwise) {
    return ends.getOrDefault(kind, otherwise);
  }

  /** Whether a rule is of a kind. */
  public boolean is(int rule, RuleKind kind) {
    return starts.containsKey(kind) && rule >= start(kind) && rule < end(kind, clauses.end());
  }

  /** Whether a rule is one of packages. */
  public boolean isOfPackages(int rule) {
    return rule < end(RuleKind.REQUIRES, 0);
  }

  /** Whether a rule may be given up before anything else. */
  public boolean isWeak(int rule) {
    return weak.get(rule);
  }

  /** The index of the job that a rule is of. */
  public int job(int rule) {
    return jobOfRule.get(rule - start(RuleKind.JOB));
  }

  /** The rule that keeps or upgrades an installed package. */
  public int update(int installed) {
    return start(RuleKind.UPDATE) + installed - PackagePool.FIRST;
  }

  /** The rule that keeps an installed package or replaces it by whatever can. */
  public int feature(int installed) {
    return start(RuleKind.FEATURE) + installed - PackagePool.FIRST;
  }

  /** The installed package that an update or feature rule is about. */
  public int installed(int rule) {
    RuleKind kind = is(rule, RuleKind.UPDATE) ? RuleKind.UPDATE : RuleKind.FEATURE;
    return rule - start(kind) + PackagePool.FIRST;
  }

  /** The update rule of an installed package or, where that says nothing, its feature rule. */
  public int updateOrFeature(int installed) {
    int rule = update(installed);
    return clauses.isNothing(rule) ? feature(installed) : rule;
  }

  /** The feature rule of an installed package or, where that says nothing, its update rule. */
  public int featureOrUpdate(int installed) {
    int rule = feature(installed);
    return clauses.isNothing(rule) ? update(installed) : rule;
  }

  /**
   * Where the list begins of what may stand beside an installed package as its upgrade; 0 when
   * upgrades take its place.
   */
  public int specialUpdates(int installed) {
    return specialUpdates.getOrDefault(installed, 0);
  }

  /** The installed package that a best rule is about, or the opposite of a job's rule. */
  public int bestOf(int rule) {
    return bestOf.get(rule - start(RuleKind.BEST));
  }

  /** The dependency that a rule on a group of obsoleters is about. */
  public int groupOf(int rule) {
    return groupOf.get(rule - start(RuleKind.OBSOLETE_GROUP));
  }

  /** The requirement that a choice rule is about. */
  int choiceOf(int rule) {
    return choiceOf.get(rule - start(RuleKind.CHOICE));
  }

  /** Whether an installed package is not upgraded, because a job is about it. */
  public boolean isKeptBack(int installed) {
    return keptBack.get(installed);
  }

  void keepBack(int installed, boolean yes) {
    keptBack.set(installed, yes);
  }

  /** Whether supplements are worth a look. */
  boolean isWeakCandidate(int p) {
    return task.pool().has(p, DependencyKind.SUPPLEMENTS)
        || task.pool().has(p, DependencyKind.ENHANCES);
  }
}
