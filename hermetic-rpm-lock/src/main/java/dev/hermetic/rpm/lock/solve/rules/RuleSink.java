package dev.hermetic.rpm.lock.solve.rules;

/** Is told the rules of packages. */
@FunctionalInterface
interface RuleSink {
  /**
   * A rule.
   *
   * @param first its first literal
   * @param second its second literal when it has two at most, else 0
   * @param rest where its other literals begin in the pool's lists, else 0
   * @param kind why it is there
   * @param dependency the dependency that is to blame, else 0
   */
  void rule(int first, int second, int rest, RuleKind kind, int dependency);
}
