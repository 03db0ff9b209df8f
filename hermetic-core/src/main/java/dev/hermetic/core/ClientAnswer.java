package dev.hermetic.core;

import java.util.Optional;

/** What an installed client answered, or why it did not. Immutable. */
public final class ClientAnswer {
  private final String text;
  private final String problem;

  private ClientAnswer(String text, String problem) {
    this.text = text;
    this.problem = problem;
  }

  /** What the client printed. */
  public static ClientAnswer of(String text) {
    return new ClientAnswer(text, "");
  }

  /**
   * No answer.
   *
   * @param problem why, in words that follow "npm": {@code is not installed}
   */
  public static ClientAnswer none(String problem) {
    return new ClientAnswer("", problem);
  }

  /** What the client printed; empty when it did not answer. */
  public Optional<String> text() {
    return problem.isEmpty() ? Optional.of(text) : Optional.empty();
  }

  /** Why there is no answer; empty when there is one. */
  public Optional<String> problem() {
    return problem.isEmpty() ? Optional.empty() : Optional.of(problem);
  }

  @Override
  public String toString() {
    return problem.isEmpty() ? text : "no answer: " + problem;
  }
}
