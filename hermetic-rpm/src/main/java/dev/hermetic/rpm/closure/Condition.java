package dev.hermetic.rpm.closure;

import dev.hermetic.rpm.file.Dependency;

/**
 * What stands in a rich dependency: single dependencies, joined by operators (rpm, boolean
 * dependencies).
 */
public sealed interface Condition {
  /**
   * A dependency without operators.
   *
   * @param what it
   */
  record Single(Dependency what) implements Condition {}

  /**
   * Two conditions and what joins them. A chain such as {@code a and b and c} leans to the right;
   * the right side of {@code if} and {@code unless} may be a pair joined by {@code else}.
   *
   * @param left what stands before the operator
   * @param operator it
   * @param right what stands behind
   */
  record Pair(Condition left, Operator operator, Condition right) implements Condition {}

  /** What joins two conditions. */
  enum Operator {
    /** Both. */
    AND,
    /** One of them at least. */
    OR,
    /** The left, when the right is there. */
    IF,
    /** The left, when the right is not there. */
    UNLESS,
    /** What counts when the condition of {@code if} or {@code unless} does not hold. */
    ELSE,
    /** One package that is both. */
    WITH,
    /** One package that is the left and not the right. */
    WITHOUT;

    boolean isCondition() {
      return this == IF || this == UNLESS;
    }
  }

  /**
   * Reads a rich dependency.
   *
   * @param text with its parentheses
   * @throws IllegalArgumentException when it is none, or nested more than 32 deep, or has more than
   *     2,000 operands
   */
  static Condition parse(String text) {
    return new ConditionParser(text).parse();
  }
}
