package dev.hermetic.rpm.lock.modules;

import dev.hermetic.rpm.lock.solve.problems.Explanation;
import java.util.List;

/**
 * What went wrong when modules were enabled, disabled or installed.
 *
 * @param unmatched requests that no module fits; they may still name groups
 * @param failed requests that fit modules but cannot be fulfilled
 * @param messages why, a sentence each
 * @param headline what kind of problem the choice of streams has, empty for none
 * @param problems the problems of the choice of streams, sentences for each
 */
public record ModuleErrors(
    List<String> unmatched,
    List<String> failed,
    List<String> messages,
    String headline,
    List<List<String>> problems) {
  /** Copies the lists. */
  public ModuleErrors {
    unmatched = List.copyOf(unmatched);
    failed = List.copyOf(failed);
    messages = List.copyOf(messages);
    problems = problems.stream().map(List::copyOf).toList();
  }

  /** Whether everything went well. */
  public boolean isEmpty() {
    return unmatched.isEmpty() && failed.isEmpty() && headline.isEmpty();
  }

  /** The problems of the choice of streams in lines, as DNF prints them below the headline. */
  public List<String> lines() {
    return Explanation.lines(problems);
  }
}
