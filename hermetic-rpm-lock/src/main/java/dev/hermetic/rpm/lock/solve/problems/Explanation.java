package dev.hermetic.rpm.lock.solve.problems;

import dev.hermetic.rpm.lock.solve.pool.Exclusion;
import dev.hermetic.rpm.lock.solve.pool.IntList;
import dev.hermetic.rpm.lock.solve.pool.PackagePool;
import dev.hermetic.rpm.lock.solve.rules.RuleBook;
import dev.hermetic.rpm.lock.solve.rules.RuleKind;
import dev.hermetic.rpm.lock.solve.rules.RuleReason;
import dev.hermetic.rpm.lock.solve.search.Problem;
import dev.hermetic.rpm.lock.solve.search.Search;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Why a search found nothing: for each problem the sentences of all rules that show it, those
 * nearest to the contradiction first.
 */
public final class Explanation {
  private final Search search;
  private final RuleBook book;
  private final PackagePool pool;
  private final DependencyWords words;

  private Explanation(Search search) {
    this.search = search;
    this.book = search.book();
    this.pool = book.task().pool();
    this.words = new DependencyWords(pool);
  }

  /** The sentences of each problem; of equal problems only one. */
  public static List<List<String>> of(Search search) {
    Explanation explanation = new Explanation(search);
    List<List<String>> all = new ArrayList<>();
    Set<Set<String>> known = new LinkedHashSet<>();
    for (Problem problem : search.problems()) {
      List<String> sentences = explanation.sentences(problem);
      if (!sentences.isEmpty() && known.add(Set.copyOf(sentences))) {
        all.add(sentences);
      }
    }
    List<String> gone = search.problems().isEmpty() ? ProtectedPackages.removed(search) : List.of();
    if (!gone.isEmpty()) {
      all.add(
          List.of(
              "The operation would result in removing the following protected packages: "
                  + String.join(", ", gone)));
    }
    return all;
  }

  /** The reasons of each problem, those nearest to the contradiction first. */
  public static List<List<RuleReason>> reasons(Search search) {
    Explanation explanation = new Explanation(search);
    List<List<RuleReason>> all = new ArrayList<>();
    for (Problem problem : search.problems()) {
      List<RuleReason> reasons = new ArrayList<>();
      for (int rule : explanation.rules(problem)) {
        reasons.addAll(RuleReason.of(explanation.book, rule));
      }
      all.add(List.copyOf(reasons));
    }
    return all;
  }

  /** What people asked for that has a part in the problems, those nearest to them first. */
  public static List<String> requested(Search search) {
    Explanation explanation = new Explanation(search);
    Set<String> texts = new LinkedHashSet<>();
    for (Problem problem : search.problems()) {
      for (int rule : explanation.rules(problem)) {
        if (explanation.book.is(rule, RuleKind.JOB)) {
          texts.add(explanation.book.task().jobs().get(explanation.book.job(rule)).text());
        }
      }
    }
    return List.copyOf(texts);
  }

  /** What a dependency says, as packagers write it. */
  public static String words(PackagePool pool, int dependency) {
    return new DependencyWords(pool).of(dependency);
  }

  /** The same in lines, as DNF prints them. */
  public static List<String> lines(Search search) {
    return lines(of(search));
  }

  /** Problems, given by their sentences, in lines as DNF prints them. */
  public static List<String> lines(List<List<String>> problems) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < problems.size(); i++) {
      String head = " Problem" + (problems.size() > 1 ? " " + (i + 1) : "") + ": ";
      for (String sentence : problems.get(i)) {
        lines.add(head + sentence);
        head = "  - ";
      }
    }
    return lines;
  }

  private List<String> sentences(Problem problem) {
    Set<String> sentences = new LinkedHashSet<>();
    for (int rule : rules(problem)) {
      for (RuleReason reason : RuleReason.of(book, rule)) {
        sentences.add(sentence(reason));
      }
    }
    return List.copyOf(sentences);
  }

  /** The rules of a proof; in place of each learned one those that it comes from. */
  private List<Integer> rules(Problem problem) {
    Set<Integer> found = new LinkedHashSet<>();
    BitSet seen = new BitSet();
    IntList stack = new IntList();
    for (int i = problem.proof().size() - 1; i >= 0; i--) {
      stack.add(problem.proof().get(i));
    }
    while (!stack.isEmpty()) {
      int rule = stack.removeLast();
      if (rule < book.start(RuleKind.LEARNED)) {
        found.add(rule);
      } else if (!seen.get(rule)) {
        seen.set(rule);
        int[] from = search.proofOf(rule);
        for (int i = from.length - 1; i >= 0; i--) {
          stack.add(from[i]);
        }
      }
    }
    return List.copyOf(found);
  }

  private String sentence(RuleReason reason) {
    String package_ = pool.nevra(Math.max(1, reason.package_()));
    String other = pool.nevra(Math.max(1, reason.other()));
    return switch (reason.kind()) {
      case NOT_INSTALLABLE -> notInstallable(reason.package_());
      case NOTHING_PROVIDES ->
          "nothing provides " + words.of(reason.dependency()) + " needed by " + package_;
      case REQUIRES ->
          "package "
              + package_
              + " requires "
              + words.of(reason.dependency())
              + ", but none of the providers can be installed";
      case CONFLICTS -> meets(package_, " conflicts with ", reason, other);
      case OBSOLETES -> meets(package_, " obsoletes ", reason, other);
      case INSTALLED_OBSOLETES -> "installed " + meets(package_, " obsoletes ", reason, other);
      case SAME_NAME -> "cannot install both " + package_ + " and " + other;
      case UPDATE, FEATURE -> "problem with installed package " + package_;
      case JOB -> "conflicting requests";
      case JOB_UNKNOWN -> "nothing provides what was requested";
      case INFERIOR_ARCH -> package_ + " has inferior architecture";
      case BEST ->
          reason.package_() == 0
              ? "cannot install the best candidate for the job"
              : "cannot install the best update candidate for package " + package_;
      case OBSOLETE_GROUP ->
          "both package "
              + package_
              + " and "
              + other
              + " obsolete "
              + words.of(reason.dependency());
      case CHOICE, LEARNED -> "some dependency problem";
    };
  }

  private String meets(String package_, String verb, RuleReason reason, String other) {
    return "package " + package_ + verb + words.of(reason.dependency()) + " provided by " + other;
  }

  private String notInstallable(int p) {
    String package_ = "package " + pool.nevra(p);
    Exclusion exclusion = pool.exclusion(p);
    if (exclusion != null) {
      return package_ + " is filtered out by " + exclusion.words();
    }
    return pool.archScore(p) == 0
        ? package_ + " does not have a compatible architecture"
        : package_ + " is not installable";
  }
}
