package dev.hermetic.rpm.lock.solve.search;

import java.util.List;

/**
 * Rules that cannot all be kept.
 *
 * @param causes what would have to be given up, by rule; the opposite of a job's index less one
 * @param proof the rules that show it, learned ones among them
 */
public record Problem(List<Integer> causes, List<Integer> proof) {
  /** Copies the lists. */
  public Problem {
    causes = List.copyOf(causes);
    proof = List.copyOf(proof);
  }
}
