package dev.hermetic.testkit.architecture.samples.good.parts;

/** What another package needs. */
public final class Part {
  /** A text. */
  public String text(String text) {
    return text + " npm";
  }
}
