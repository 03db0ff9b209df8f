package dev.hermetic.rpm.lock;

import dev.hermetic.core.HermeticException;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PrefetchFailedException;
import dev.hermetic.rpm.lock.solve.Solution;
import dev.hermetic.rpm.lock.solve.problems.Explanation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Says why there is no lock, and what would help. */
final class Refusal {
  private static final int MOST_TRIED = 30;
  private static final int MOST_HINTS = 3;

  private final ArchPlan plan;
  private final List<LoadedRepository> repositories;
  private final ResolutionOutcome outcome;

  Refusal(ArchPlan plan, List<LoadedRepository> repositories, ResolutionOutcome outcome) {
    this.plan = plan;
    this.repositories = repositories;
    this.outcome = outcome;
  }

  HermeticException exception() throws IOException, InterruptedException {
    Solution solution = outcome.solution();
    if (solution != null) {
      return unsolvable(solution);
    }
    return outcome.unmatched().isEmpty() ? modules() : unmatched();
  }

  private HermeticException modules() {
    List<String> trouble =
        outcome.moduleErrors().isEmpty()
            ? List.of("the modules that are asked for cannot be had")
            : outcome.moduleErrors();
    return refused("rpm.modules", trouble.get(0), trouble.subList(1, trouble.size()))
        .at(plan.request().at(plan.request().modules()))
        .hints("look at moduleEnable, moduleDisable and the modules among the packages")
        .hints("set modulePlatformId when the streams are for another platform")
        .build();
  }

  private HermeticException.PlainBuilder<LockfileException> refused(
      String code, String sentence, List<String> why) {
    return LockfileException.builder(code, plan.request().input())
        .message(plan.arch() + ": " + sentence)
        .explanation(why);
  }

  private HermeticException unmatched() throws IOException, InterruptedException {
    if (!plan.pins().isEmpty() && freed().unmatched().isEmpty()) {
      return pinned(
          "what is asked for is in no repository in the locked version",
          List.of(),
          outcome.unmatched());
    }
    Suggestions suggestions = new Suggestions(outcome.pool().packages());
    List<HermeticException> failures = new ArrayList<>();
    for (String spec : outcome.unmatched()) {
      List<String> near = suggestions.of(spec);
      failures.add(
          LockfileException.of(
              "rpm.no-match",
              plan.request().at(spec),
              plan.arch()
                  + ": no package matches '"
                  + spec
                  + "'"
                  + (near.isEmpty() ? "" : " (near: " + String.join(", ", near) + ")"),
              "correct the name, or add the repository that has it"));
    }
    return failures.size() == 1 ? failures.get(0) : PrefetchFailedException.of(failures);
  }

  private HermeticException unsolvable(Solution solution) throws IOException, InterruptedException {
    List<String> why = Explanation.lines(solution.search());
    if (!plan.pins().isEmpty()) {
      ResolutionOutcome freed = freed();
      if (freed.isSolved()) {
        return pinned(
            "the locked versions do not go together with what may change:",
            why,
            Explanation.requested(solution.search()));
      }
      // It is not the lock that is in the way.
      return new Refusal(plan.withPins(Map.of()), repositories, freed).exception();
    }
    List<String> hints = new ArrayList<>();
    if (plan.base() != null
        && !plan.how().erasing()
        && ArchLocker.resolve(plan.withErasing(), repositories).isSolved()) {
      hints.add("write 'allowerasing: true', so that installed packages may go");
    }
    String reasons = String.join(" ", why);
    if (reasons.contains("modular filtering")) {
      hints.add("enable the stream of the module with moduleEnable");
    }
    if (reasons.contains("exclude filtering")) {
      hints.add("look at excludepkgs and includepkgs of the repositories");
    }
    if (reasons.contains("nothing provides")) {
      hints.add("add the repository that has what is missing");
    }
    return refused("rpm.unsolvable", "what is asked for cannot be installed together:", why)
        .at(plan.request().at(Explanation.requested(solution.search())))
        .hints(hints.stream().limit(MOST_HINTS).toList())
        .build();
  }

  private ResolutionOutcome freed() throws IOException, InterruptedException {
    return ArchLocker.resolve(plan.withPins(Map.of()), repositories);
  }

  private HermeticException pinned(String sentence, List<String> why, List<String> specs)
      throws IOException, InterruptedException {
    SortedSet<String> names = namesThatMustMove();
    StringBuilder hint = new StringBuilder("update these, too:");
    names.forEach(name -> hint.append(" --update ").append(name));
    return refused("rpm.update", sentence, why)
        .at(plan.request().at(specs))
        .hints(
            names.isEmpty() ? "run without --update to resolve everything anew" : hint.toString())
        .build();
  }

  /** Few names that must leave their versions: each of them is needed, given the others. */
  private SortedSet<String> namesThatMustMove() throws IOException, InterruptedException {
    SortedSet<String> moving = moved();
    Map<String, Set<String>> pins = new HashMap<>(plan.pins());
    pins.keySet().removeAll(moving);
    if (!ArchLocker.resolve(plan.withPins(pins), repositories).isSolved()) {
      return new TreeSet<>();
    }
    if (moving.size() > MOST_TRIED) {
      return moving;
    }
    SortedSet<String> needed = new TreeSet<>();
    for (String name : moving) {
      Map<String, Set<String>> more = new HashMap<>(pins);
      more.put(name, plan.pins().getOrDefault(name, Set.of()));
      if (ArchLocker.resolve(plan.withPins(more), repositories).isSolved()) {
        pins = more;
      } else {
        needed.add(name);
      }
    }
    return needed;
  }

  /** The names whose versions change when everything may change, or that go. */
  private SortedSet<String> moved() throws IOException, InterruptedException {
    ResolutionOutcome free = freed();
    SortedSet<String> moved = new TreeSet<>();
    Solution solution = free.solution();
    for (int p : solution == null ? new int[0] : solution.installs()) {
      String name = free.pool().packages().texts().get(free.pool().packages().name(p));
      Set<String> pinned = plan.pins().get(name);
      if (pinned != null
          && !pinned.contains(free.pool().packages().evrs().text(free.pool().packages().evr(p)))) {
        moved.add(name);
      }
    }
    return moved;
  }
}
