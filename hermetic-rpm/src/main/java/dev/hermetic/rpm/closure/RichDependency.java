package dev.hermetic.rpm.closure;

import dev.hermetic.rpm.closure.Condition.Operator;
import dev.hermetic.rpm.closure.Condition.Pair;
import dev.hermetic.rpm.closure.Condition.Single;
import dev.hermetic.rpm.file.Dependency;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** A rich dependency, judged for the case that all known packages are installed together. */
final class RichDependency {
  /**
   * A judgement.
   *
   * @param holds whether the condition is met
   * @param by the packages that meet it; none where it is met by asking for nothing
   */
  private record Judged(boolean holds, Set<Integer> by) {
    static Judged of(Set<Integer> by) {
      return new Judged(!by.isEmpty(), by);
    }
  }

  private final Provided provided;
  private final Consumer<Dependency> asked;

  private RichDependency(Provided provided, Consumer<Dependency> asked) {
    this.provided = provided;
    this.asked = asked;
  }

  /**
   * Whether a condition is met.
   *
   * @param asked is told every single dependency that the condition names
   * @throws IllegalArgumentException when the text is no condition
   */
  static boolean holds(String text, Provided provided, Consumer<Dependency> asked) {
    return new RichDependency(provided, asked).judge(Condition.parse(text)).holds();
  }

  private Judged judge(Condition condition) {
    if (condition instanceof Single single) {
      asked.accept(single.what());
      return Judged.of(provided.providers(single.what()));
    }
    Pair pair = (Pair) condition;
    Judged left = judge(pair.left());
    if (!pair.operator().isCondition()) {
      return joined(left, pair.operator(), judge(pair.right()));
    }
    boolean hasElse = pair.right() instanceof Pair right && right.operator() == Operator.ELSE;
    Judged when = judge(hasElse ? ((Pair) pair.right()).left() : pair.right());
    Judged otherwise = hasElse ? judge(((Pair) pair.right()).right()) : new Judged(true, Set.of());
    return when.holds() == (pair.operator() == Operator.IF) ? left : otherwise;
  }

  private static Judged joined(Judged left, Operator operator, Judged right) {
    Set<Integer> both = new HashSet<>(left.by());
    return switch (operator) {
      case AND -> {
        both.addAll(right.by());
        yield new Judged(left.holds() && right.holds(), both);
      }
      case OR -> {
        both.addAll(right.by());
        yield new Judged(left.holds() || right.holds(), both);
      }
      case WITH -> {
        both.retainAll(right.by());
        yield Judged.of(both);
      }
      case WITHOUT -> {
        both.removeAll(right.by());
        yield Judged.of(both);
      }
      default -> throw new IllegalArgumentException("not a rich dependency: " + operator);
    };
  }
}
