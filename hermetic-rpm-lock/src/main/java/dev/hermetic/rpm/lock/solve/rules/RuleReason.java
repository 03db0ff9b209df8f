package dev.hermetic.rpm.lock.solve.rules;

import dev.hermetic.rpm.lock.solve.pool.IntList;
import dev.hermetic.rpm.lock.solve.pool.PackagePool;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Why there is a rule.
 *
 * @param kind the kind of reason
 * @param package_ whose it is, 0 for none
 * @param other the package at the other end, 0 for none
 * @param dependency the dependency that is to blame, 0 for none
 */
public record RuleReason(RuleKind kind, int package_, int other, int dependency) {
  private static final Comparator<RuleReason> ORDER =
      Comparator.comparing(RuleReason::kind)
          .thenComparing(RuleReason::package_)
          .thenComparing(RuleReason::other)
          .thenComparing(RuleReason::dependency);

  /** All reasons of a rule. */
  public static List<RuleReason> of(RuleBook book, int rule) {
    if (book.isOfPackages(rule)) {
      return ofPackages(book, rule);
    }
    PackagePool pool = book.task().pool();
    Clauses clauses = book.clauses();
    if (book.is(rule, RuleKind.JOB)) {
      boolean unknown = clauses.first(rule) == -PackagePool.SYSTEM;
      RuleKind kind = unknown ? RuleKind.JOB_UNKNOWN : RuleKind.JOB;
      return List.of(new RuleReason(kind, 0, 0, 0));
    }
    if (book.is(rule, RuleKind.UPDATE) || book.is(rule, RuleKind.FEATURE)) {
      return List.of(new RuleReason(RuleKind.UPDATE, book.installed(rule), 0, 0));
    }
    if (book.is(rule, RuleKind.BEST)) {
      return List.of(new RuleReason(RuleKind.BEST, Math.max(0, book.bestOf(rule)), 0, 0));
    }
    if (book.is(rule, RuleKind.OBSOLETE_GROUP)) {
      int other = clauses.literal(rule, 1);
      return List.of(
          new RuleReason(RuleKind.OBSOLETE_GROUP, -clauses.first(rule), other, book.groupOf(rule)));
    }
    if (book.is(rule, RuleKind.INFERIOR_ARCH)) {
      int p = -clauses.first(rule);
      return List.of(new RuleReason(RuleKind.INFERIOR_ARCH, p, 0, pool.name(p)));
    }
    return List.of(new RuleReason(RuleKind.CHOICE, 0, 0, 0));
  }

  /** Tells the rules of the packages anew, and keeps the reasons of those that are the same. */
  private static List<RuleReason> ofPackages(RuleBook book, int rule) {
    List<RuleReason> found = new ArrayList<>();
    RuleSink sink =
        (first, second, rest, kind, dependency) -> {
          if (isSame(book, rule, first, second, rest)) {
            found.add(reason(book, first, second, rest, kind, dependency));
          }
        };
    PackageRules rules = new PackageRules(book.task(), sink, null);
    for (int i = 0, literal; (literal = book.clauses().literal(rule, i)) < 0; i++) {
      rules.add(-literal);
    }
    return found.stream().sorted(ORDER).distinct().toList();
  }

  private static boolean isSame(RuleBook book, int rule, int first, int second, int rest) {
    IntList literals = IntList.of(first);
    if (rest != 0) {
      book.task().pool().lists().copy(rest, literals);
    } else if (second != 0) {
      literals.add(second);
    }
    if (literals.size() == 2 && literals.get(0) > literals.get(1)) {
      literals = IntList.of(literals.get(1), literals.get(0));
    }
    for (int i = 0; i < literals.size(); i++) {
      if (literals.get(i) != book.clauses().literal(rule, i)) {
        return false;
      }
    }
    return book.clauses().literal(rule, literals.size()) == 0;
  }

  private static RuleReason reason(
      RuleBook book, int first, int second, int rest, RuleKind kind, int dependency) {
    int from = first;
    int to = rest == 0 ? second : book.task().pool().lists().get(rest);
    if (kind == RuleKind.SAME_NAME && from > to) {
      from = second;
      to = first;
    }
    return new RuleReason(kind, from < 0 ? -from : 0, to < 0 ? -to : 0, dependency);
  }
}
