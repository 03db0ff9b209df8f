package dev.hermetic.rpm.lock.solve.rules;

import dev.hermetic.rpm.lock.solve.policy.NormalForm;
import dev.hermetic.rpm.lock.solve.policy.NormalForm.Outcome;
import dev.hermetic.rpm.lock.solve.pool.IntList;
import dev.hermetic.rpm.lock.solve.pool.PackagePool;
import java.util.function.IntConsumer;

/** The rules that dependencies with operators stand for. For one thread. */
final class RichRules {
  private final PackagePool pool;
  private final NormalForm forms;
  private final RuleSink sink;
  private final IntConsumer reach;

  RichRules(PackagePool pool, RuleSink sink, IntConsumer reach) {
    this.pool = pool;
    this.forms = new NormalForm(pool);
    this.sink = sink;
    this.reach = reach;
  }

  void requires(int p, int dependency, boolean lenient) {
    IntList blocks = new IntList();
    Outcome outcome = forms.allOf(dependency, blocks);
    rules(p, dependency, lenient, RuleKind.REQUIRES, outcome, blocks);
  }

  void conflicts(int p, int dependency, boolean lenient) {
    IntList blocks = new IntList();
    Outcome outcome = forms.noneOf(dependency, blocks);
    rules(p, dependency, lenient, RuleKind.CONFLICTS, outcome, blocks);
  }

  private void rules(
      int p, int dependency, boolean lenient, RuleKind kind, Outcome outcome, IntList blocks) {
    if (outcome == Outcome.NEVER && !lenient) {
      RuleKind why = kind == RuleKind.REQUIRES ? RuleKind.NOTHING_PROVIDES : kind;
      sink.rule(-p, 0, 0, why, dependency);
    }
    if (outcome == Outcome.BLOCKS) {
      IntList block = new IntList();
      for (int i = 0; i < blocks.size(); i++) {
        if (blocks.get(i) != 0) {
          block.add(blocks.get(i));
          continue;
        }
        if (!lenient || !isBrokenAlready(block)) {
          rule(p, dependency, kind, block);
        }
        block.clear();
      }
    }
  }

  /** Whether none of the literals holds for what is installed. */
  private boolean isBrokenAlready(IntList block) {
    for (int i = 0; i < block.size(); i++) {
      int literal = block.get(i);
      if (literal > 0 ? pool.isInstalled(literal) : !pool.isInstalled(-literal)) {
        return false;
      }
    }
    return true;
  }

  private void rule(int p, int dependency, RuleKind kind, IntList block) {
    if (block.contains(p)) {
      return;
    }
    if (block.size() == 1 && block.get(0) == -p) {
      if (kind != RuleKind.CONFLICTS) {
        sink.rule(-p, 0, 0, kind, dependency);
      }
      return;
    }
    for (int i = 0; i < block.size(); i++) {
      if (block.get(i) > 0) {
        reach.accept(block.get(i));
      }
    }
    if (block.size() == 1) {
      sink.rule(-p, block.get(0), 0, kind, dependency);
      return;
    }
    IntList sorted = IntList.of(block.toArray());
    sorted.addUnique(-p);
    sorted.sort();
    int rest = pool.lists().store(sorted, 1, sorted.size());
    sink.rule(sorted.get(0), 0, rest, kind, dependency);
  }
}
