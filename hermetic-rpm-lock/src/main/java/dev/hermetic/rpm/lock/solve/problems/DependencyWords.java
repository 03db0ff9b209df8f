package dev.hermetic.rpm.lock.solve.problems;

import dev.hermetic.rpm.closure.Condition.Operator;
import dev.hermetic.rpm.lock.solve.pool.Dependencies;
import dev.hermetic.rpm.lock.solve.pool.PackagePool;
import dev.hermetic.rpm.version.Relation;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes dependencies as packagers do. */
final class DependencyWords {
  private final PackagePool pool;

  DependencyWords(PackagePool pool) {
    this.pool = pool;
  }

  /** {@code name >= 1.0}, or {@code (a if b)}. */
  String of(int dependency) {
    StringBuilder text = new StringBuilder();
    write(dependency, null, text);
    return text.toString();
  }

  private void write(int dependency, @Nullable Operator outer, StringBuilder text) {
    Dependencies all = pool.dependencies();
    if (!all.isJoined(dependency)) {
      text.append(pool.texts().get(all.left(dependency)));
      Relation relation = all.relation(dependency);
      if (relation != Relation.ANY) {
        text.append(' ').append(relation.sign()).append(' ');
        text.append(pool.evrs().text(all.right(dependency)));
      }
      return;
    }
    Operator operator = all.operator(dependency);
    boolean isElse = operator == Operator.ELSE;
    boolean chain =
        outer == operator && operator != Operator.IF && operator != Operator.UNLESS && !isElse;
    boolean bare = chain || (isElse && (outer == Operator.IF || outer == Operator.UNLESS));
    text.append(bare ? "" : "(");
    write(all.left(dependency), operator, text);
    text.append(' ').append(operator.name().toLowerCase(Locale.ROOT)).append(' ');
    write(all.right(dependency), operator, text);
    text.append(bare ? "" : ")");
  }
}
